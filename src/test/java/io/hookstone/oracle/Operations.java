package io.hookstone.oracle;

import static io.hookstone.oracle.Cast.name;

import io.hookstone.oracle.Basics.Box;
import io.hookstone.oracle.Basics.Club;
import io.hookstone.oracle.Basics.Entry;
import io.hookstone.oracle.Basics.Ledger;
import io.hookstone.oracle.Basics.Part;
import io.hookstone.oracle.Basics.Person;
import io.hookstone.oracle.Exotics.Pin;
import io.hookstone.oracle.Exotics.Stamp;
import io.hookstone.oracle.Families.Car;
import io.hookstone.oracle.Families.Circle;
import io.hookstone.oracle.Families.Truck;
import io.hookstone.oracle.Keys.Cell;
import io.hookstone.oracle.Keys.Seat;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;

/** What one transaction does with a session. Not thread-safe. */
final class Operations {

  private static final List<Class<? extends Piece>> REPLACEABLE =
      List.of(Car.class, Truck.class, Circle.class, Box.class, Cell.class, Seat.class, Club.class);

  private final Session session;
  private final Random random;
  private final Cast cast;

  Operations(Session session, Random random, Cast cast) {
    this.session = session;
    this.random = random;
    this.cast = cast;
  }

  void next() {
    switch (random.nextInt(22)) {
      case 0, 1, 2, 3 -> persist();
      case 4, 5, 6 -> edit();
      case 7, 8, 9 -> editCollection();
      case 10 -> linkEntry();
      case 11 -> linkClub();
      case 12 -> linkPart();
      case 13, 14 -> remove();
      case 15, 20 -> persistAgain();
      case 16 -> merge();
      case 17 -> detach();
      case 18 -> {
        if (random.nextInt(3) > 0) {
          cast.note("flush");
          session.flush();
        }
        cast.note("clear");
        session.clear();
      }
      case 19 -> read();
      default -> {
        cast.note("flush");
        session.flush();
      }
    }
  }

  private void persist() {
    var piece = cast.make();
    if (piece.key() == null || session.find(piece.root(), piece.key()) == null) {
      session.persist(piece);
      cast.known.add(piece);
      cast.note("persist " + name(piece));
    }
  }

  private void edit() {
    var piece = cast.find(session, Piece.class);
    if (piece != null) {
      piece.edit(random);
      cast.note("edit " + name(piece));
    }
  }

  private void editCollection() {
    var piece = cast.find(session, Piece.class);
    if (piece instanceof Pin pin && random.nextBoolean()) {
      pin.target =
          random.nextInt(3) == 0
              ? null
              : random.nextBoolean()
                  ? cast.find(session, Ledger.class)
                  : cast.find(session, Box.class);
      cast.note("aim " + name(piece));
    } else if (piece != null) {
      piece.editCollection(random);
      cast.note("edit collection " + name(piece));
    }
  }

  /**
   * A query flushes what it may read; a natural id is looked up in a way of its own. Hibernate ORM
   * 7.2 has no other method for that.
   */
  @SuppressWarnings("deprecation")
  private void read() {
    if (random.nextBoolean()) {
      session.createSelectionQuery("from Person where name = 'w1'", Person.class).getResultList();
      cast.note("query");
      return;
    }
    var chosen = cast.pick(Stamp.class);
    if (chosen != null && chosen.code != null) {
      var stamp = session.bySimpleNaturalId(Stamp.class).load(chosen.code);
      if (stamp != null) {
        stamp.edit(random);
        cast.note("edit " + name(stamp));
      }
    }
  }

  private void linkEntry() {
    var ledger = cast.find(session, Ledger.class);
    if (ledger == null) {
      return;
    }
    var entry = cast.find(session, Entry.class);
    if (entry == null || random.nextBoolean()) {
      entry = new Entry();
      entry.edit(random);
      entry.ledger = ledger;
      ledger.entries.add(entry);
      cast.known.add(entry);
      cast.note("add entry to " + name(ledger));
    } else if (ledger.entries.contains(entry)) {
      ledger.entries.remove(entry);
      cast.note("orphan " + name(entry) + " of " + name(ledger));
    } else {
      // Only the owning side, as careless applications do.
      entry.ledger = random.nextInt(3) == 0 ? null : ledger;
      cast.note("move " + name(entry) + " to " + name(ledger));
    }
  }

  private void linkClub() {
    var person = cast.find(session, Person.class);
    var club = cast.find(session, Club.class);
    if (person != null && club != null) {
      if (!person.clubs.remove(club)) {
        person.clubs.add(club);
      }
      cast.note("link " + name(person) + " and " + name(club));
    }
  }

  private void linkPart() {
    var box = cast.find(session, Box.class);
    var part = cast.find(session, Part.class);
    if (box != null && part != null) {
      if (!box.parts.remove(part)) {
        box.parts.add(part);
      }
      cast.note("link " + name(box) + " and " + name(part));
    }
  }

  private void remove() {
    var piece = cast.find(session, Piece.class);
    if (piece != null) {
      unlink(piece);
      session.remove(piece);
      cast.note("remove " + name(piece));
    }
  }

  /** Foreign keys would refuse the removal; sometimes they shall. */
  private void unlink(Piece piece) {
    if (random.nextInt(10) == 0) {
      return;
    }
    if (piece instanceof Club club) {
      for (var other : List.copyOf(cast.known)) {
        if (other instanceof Person && other.key() != null) {
          var person = session.find(Person.class, other.key());
          if (person != null && person.clubs.remove(club)) {
            cast.note("link " + name(person) + " and " + name(club));
          }
        }
      }
    } else if (piece instanceof Part part) {
      for (var other : List.copyOf(cast.known)) {
        if (other instanceof Box) {
          var box = session.find(Box.class, other.key());
          if (box != null && box.parts.remove(part)) {
            cast.note("link " + name(box) + " and " + name(part));
          }
        }
      }
    }
  }

  /** Removes an entity and takes its id for another at once. */
  private void persistAgain() {
    var piece = cast.find(session, REPLACEABLE.get(random.nextInt(REPLACEABLE.size())));
    if (piece != null) {
      var successor = cast.successor(piece);
      if (random.nextInt(3) == 0) {
        successor.resemble(piece, random.nextBoolean());
      }
      session.remove(piece);
      session.flush();
      if (random.nextInt(3) == 0) {
        successor.edit(random);
        successor.editCollection(random);
      }
      session.persist(successor);
      cast.known.add(successor);
      cast.note("persist again " + name(successor));
      if (random.nextInt(3) == 0) {
        session.flush();
        successor.edit(random);
        cast.note("edit " + name(successor));
      }
    }
  }

  private void detach() {
    var piece = cast.find(session, Piece.class);
    if (piece != null) {
      session.flush();
      session.detach(piece);
      cast.detached.add(piece);
      cast.note("detach " + name(piece));
    }
  }

  private void merge() {
    if (!cast.detached.isEmpty()) {
      var piece = cast.detached.remove(random.nextInt(cast.detached.size()));
      if (random.nextInt(3) > 0) {
        piece.edit(random);
      }
      cast.known.add(session.merge(piece));
      cast.note("merge " + name(piece));
    } else {
      var piece = cast.make();
      if (piece.key() != null) {
        cast.known.add(session.merge(piece));
        cast.note("merge new " + name(piece));
      }
    }
  }
}
