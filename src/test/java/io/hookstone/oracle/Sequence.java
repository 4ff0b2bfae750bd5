package io.hookstone.oracle;

import io.hookstone.oracle.Model.Box;
import io.hookstone.oracle.Model.Car;
import io.hookstone.oracle.Model.Cash;
import io.hookstone.oracle.Model.Cell;
import io.hookstone.oracle.Model.Club;
import io.hookstone.oracle.Model.Entry;
import io.hookstone.oracle.Model.Ledger;
import io.hookstone.oracle.Model.Part;
import io.hookstone.oracle.Model.Person;
import io.hookstone.oracle.Model.Piece;
import io.hookstone.oracle.Model.Place;
import io.hookstone.oracle.Model.Seat;
import io.hookstone.oracle.Model.Shape;
import io.hookstone.oracle.Model.Truck;
import io.hookstone.oracle.Model.Vehicle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A few transactions of random operations on entities of their own. Not thread-safe.
 *
 * <p>What it does follows from its seed alone, apart from generated ids.
 */
final class Sequence {

  /** What one transaction did. */
  record Transaction(
      int label, long seed, Instant from, Instant to, boolean committed, List<String> journal) {}

  private static final int IDS = 4;

  private final SessionFactory sessions;
  private final long seed;
  private final Random random;
  private final int firstId;

  /** Identifiers that were once given, by class; some of them are gone. */
  private final List<Piece> known = new ArrayList<>();

  private final List<Piece> detached = new ArrayList<>();
  private List<String> journal = new ArrayList<>();

  /**
   * Makes a sequence.
   *
   * @param number apart from all others in the same database
   */
  Sequence(SessionFactory sessions, long seed, int number) {
    this.sessions = sessions;
    this.seed = seed;
    this.random = new Random(seed);
    this.firstId = number * IDS;
  }

  /** Runs its transactions; some are rolled back, or fail. */
  List<Transaction> run(int firstLabel) {
    var transactions = new ArrayList<Transaction>();
    int count = 3 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      journal = new ArrayList<>();
      Model.Labels.current = firstLabel + i;
      var from = now();
      boolean committed = transaction();
      transactions.add(
          new Transaction(firstLabel + i, seed, from, now(), committed, List.copyOf(journal)));
    }
    return transactions;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private boolean transaction() {
    try (var session = sessions.openSession()) {
      session.beginTransaction();
      var before = List.copyOf(known);
      try {
        int operations = 1 + random.nextInt(8);
        for (int i = 0; i < operations; i++) {
          operate(session);
        }
        if (random.nextInt(10) == 0) {
          note("rollback");
          session.getTransaction().rollback();
          forget(before);
          return false;
        }
        session.getTransaction().commit();
        return true;
      } catch (RuntimeException e) {
        note("failed: " + e);
        if (session.getTransaction().isActive()) {
          session.getTransaction().rollback();
        }
        forget(before);
        return false;
      }
    }
  }

  /** Objects of a transaction that is undone have ids and versions of rows that never were. */
  private void forget(List<Piece> before) {
    known.retainAll(before);
    detached.clear();
  }

  private void note(String what) {
    journal.add(what);
  }

  private void operate(Session session) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> persist(session);
      case 4, 5, 6 -> edit(session);
      case 7, 8, 9 -> editCollection(session);
      case 10 -> linkEntry(session);
      case 11 -> linkClub(session);
      case 12 -> linkPart(session);
      case 13, 14 -> remove(session);
      case 15 -> persistAgain(session);
      case 16 -> merge(session);
      case 17 -> detach(session);
      case 18 -> {
        note("clear");
        if (random.nextInt(3) > 0) {
          session.flush();
        }
        session.clear();
      }
      default -> {
        note("flush");
        session.flush();
      }
    }
  }

  private Piece make() {
    var piece =
        instance(Model.PIECES.get(random.nextInt(Model.PIECES.size())), random.nextInt(IDS));
    piece.edit(random);
    piece.editCollection(random);
    return piece;
  }

  private Piece instance(Class<? extends Piece> type, int offset) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      var piece = (Piece) constructor.newInstance();
      long id = (long) firstId + offset;
      if (piece instanceof Ledger ledger) {
        ledger.id = id;
      } else if (piece instanceof Club club) {
        club.code = "c" + id;
      } else if (piece instanceof Box box) {
        box.id = id;
      } else if (piece instanceof Vehicle vehicle) {
        vehicle.id = id;
      } else if (piece instanceof Shape shape) {
        shape.id = id;
      } else if (piece instanceof Cell cell) {
        cell.place = new Place(firstId, offset);
      } else if (piece instanceof Seat seat) {
        seat.line = firstId;
        seat.number = offset;
      }
      return piece;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void persist(Session session) {
    var piece = make();
    if (piece.key() == null || session.find(root(piece), piece.key()) == null) {
      session.persist(piece);
      known.add(piece);
      note("persist " + name(piece));
    }
  }

  /** Ids are unique in a hierarchy. */
  private static Class<? extends Piece> root(Piece piece) {
    if (piece instanceof Vehicle) {
      return Vehicle.class;
    }
    if (piece instanceof Shape) {
      return Shape.class;
    }
    return piece instanceof Cash ? Cash.class : piece.getClass();
  }

  private static String name(Piece piece) {
    return Hibernate.getClass(piece).getSimpleName() + "#" + piece.keyText();
  }

  private <T extends Piece> @Nullable T find(Session session, Class<T> type) {
    var candidates = known.stream().filter(type::isInstance).toList();
    if (candidates.isEmpty()) {
      return null;
    }
    var chosen = candidates.get(random.nextInt(candidates.size()));
    return chosen.key() == null
        ? null
        : type.cast(session.find(Hibernate.getClass(chosen), chosen.key()));
  }

  private void edit(Session session) {
    var piece = find(session, Piece.class);
    if (piece != null) {
      piece.edit(random);
      note("edit " + name(piece));
    }
  }

  private void editCollection(Session session) {
    var piece = find(session, Piece.class);
    if (piece != null) {
      piece.editCollection(random);
      note("edit collection " + name(piece));
    }
  }

  private void linkEntry(Session session) {
    var ledger = find(session, Ledger.class);
    if (ledger == null) {
      return;
    }
    var entry = find(session, Entry.class);
    if (entry == null || random.nextBoolean()) {
      entry = new Entry();
      entry.edit(random);
      entry.ledger = ledger;
      ledger.entries.add(entry);
      known.add(entry);
      note("add entry to " + name(ledger));
    } else if (ledger.entries.contains(entry)) {
      ledger.entries.remove(entry);
      note("orphan " + name(entry) + " of " + name(ledger));
    } else {
      // Only the owning side, as careless applications do.
      entry.ledger = random.nextInt(3) == 0 ? null : ledger;
      note("move " + name(entry) + " to " + name(ledger));
    }
  }

  private void linkClub(Session session) {
    var person = find(session, Person.class);
    var club = find(session, Club.class);
    if (person != null && club != null) {
      if (!person.clubs.remove(club)) {
        person.clubs.add(club);
      }
      note("link " + name(person) + " and " + name(club));
    }
  }

  private void linkPart(Session session) {
    var box = find(session, Box.class);
    var part = find(session, Part.class);
    if (box != null && part != null) {
      if (!box.parts.remove(part)) {
        box.parts.add(part);
      }
      note("link " + name(box) + " and " + name(part));
    }
  }

  private void remove(Session session) {
    var piece = find(session, Piece.class);
    if (piece != null) {
      unlink(session, piece);
      session.remove(piece);
      note("remove " + name(piece));
    }
  }

  /** Foreign keys would refuse the removal; sometimes they shall. */
  private void unlink(Session session, Piece piece) {
    if (random.nextInt(10) == 0) {
      return;
    }
    if (piece instanceof Club club) {
      for (var other : List.copyOf(known)) {
        if (other instanceof Person && other.key() != null) {
          var person = session.find(Person.class, other.key());
          if (person != null) {
            person.clubs.remove(club);
          }
        }
      }
    } else if (piece instanceof Part part) {
      for (var other : List.copyOf(known)) {
        if (other instanceof Box) {
          var box = session.find(Box.class, other.key());
          if (box != null) {
            box.parts.remove(part);
          }
        }
      }
    }
  }

  /** Removes an entity and takes its id for another at once. */
  private void persistAgain(Session session) {
    var type = List.of(Car.class, Truck.class, Box.class, Cell.class, Seat.class);
    var piece = find(session, type.get(random.nextInt(type.size())));
    if (piece != null) {
      session.remove(piece);
      session.flush();
      var successor = instance(piece.getClass(), offset(piece));
      if (random.nextBoolean()) {
        successor.edit(random);
        successor.editCollection(random);
      }
      session.persist(successor);
      known.add(successor);
      note("persist again " + name(successor));
      if (random.nextInt(3) == 0) {
        session.flush();
        successor.edit(random);
        note("edit " + name(successor));
      }
    }
  }

  private int offset(Piece piece) {
    if (piece instanceof Cell cell) {
      return cell.place.y();
    }
    return piece instanceof Seat seat ? seat.number : (int) ((Long) piece.key() - firstId);
  }

  private void detach(Session session) {
    var piece = find(session, Piece.class);
    if (piece != null) {
      session.flush();
      session.detach(piece);
      detached.add(piece);
      note("detach " + name(piece));
    }
  }

  private void merge(Session session) {
    if (!detached.isEmpty()) {
      var piece = detached.remove(random.nextInt(detached.size()));
      if (random.nextInt(3) > 0) {
        piece.edit(random);
      }
      known.add(session.merge(piece));
      note("merge " + name(piece));
    } else {
      var piece = make();
      if (piece.key() != null) {
        known.add(session.merge(piece));
        note("merge new " + name(piece));
      }
    }
  }
}
