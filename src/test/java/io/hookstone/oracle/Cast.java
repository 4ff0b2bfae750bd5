package io.hookstone.oracle;

import io.hookstone.oracle.Families.Car;
import io.hookstone.oracle.Families.Circle;
import io.hookstone.oracle.Families.Square;
import io.hookstone.oracle.Families.Truck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The entities of one sequence. Not thread-safe. */
final class Cast {

  private static final int IDS = 4;

  /**
   * Other classes whose entities may take an id. Envers cannot write both into the audit table of
   * their root.
   */
  private static final Map<Class<?>, Class<? extends Piece>> SISTERS =
      Map.of(
          Car.class,
          Truck.class,
          Truck.class,
          Car.class,
          Circle.class,
          Square.class,
          Square.class,
          Circle.class);

  /** Identifiers that were once given, by class; some of them are gone. */
  final List<Piece> known = new ArrayList<>();

  final List<Piece> detached = new ArrayList<>();

  /** What the running transaction has done. */
  final List<String> journal = new ArrayList<>();

  private final Random random;
  private final int firstId;
  private final Menu menu;
  private final List<Class<? extends Piece>> types;

  Cast(Random random, int number, Menu menu) {
    this.random = random;
    this.firstId = number * IDS;
    this.menu = menu;
    this.types = menu == Menu.AUDITED ? Model.AUDITED : Model.ALL;
  }

  static String name(Piece piece) {
    return piece.entity() + "#" + piece.keyText();
  }

  void note(String what) {
    journal.add(what);
  }

  /** Objects of a transaction that is undone have ids and versions of rows that never were. */
  void forget(List<Piece> before) {
    known.retainAll(before);
    detached.clear();
  }

  /** Makes an entity that is not persistent. */
  Piece make() {
    var piece = instance(types.get(random.nextInt(types.size())), random.nextInt(IDS));
    piece.edit(random);
    piece.editCollection(random);
    return piece;
  }

  /** Makes an entity with the same assigned id, of the same class or a sister. */
  Piece successor(Piece piece) {
    var sister =
        menu == Menu.EVERYTHING && random.nextInt(4) == 0 ? SISTERS.get(piece.getClass()) : null;
    var type = sister != null ? sister : piece.getClass().asSubclass(Piece.class);
    for (int offset = 0; offset < IDS; offset++) {
      var candidate = instance(type, offset);
      if (candidate.keyText().equals(piece.keyText())) {
        return candidate;
      }
    }
    throw new IllegalStateException("Not of this cast: " + name(piece));
  }

  private Piece instance(Class<? extends Piece> type, int offset) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Piece piece = constructor.newInstance();
      piece.identify(firstId, offset);
      return piece;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Picks an entity that once had an id, if there is any. */
  <T extends Piece> @Nullable T pick(Class<T> type) {
    var candidates = known.stream().filter(type::isInstance).toList();
    if (candidates.isEmpty()) {
      return null;
    }
    var chosen = candidates.get(random.nextInt(candidates.size()));
    return chosen.key() == null ? null : type.cast(Hibernate.unproxy(chosen));
  }

  <T extends Piece> @Nullable T find(Session session, Class<T> type) {
    var chosen = pick(type);
    return chosen == null
        ? null
        : type.cast(Hibernate.unproxy(session.find(chosen.getClass(), chosen.key())));
  }

  /** Removes without loading, where Hibernate can. */
  void removeReference(Session session) {
    var chosen = pick(Piece.class);
    if (chosen != null) {
      note("remove reference " + name(chosen));
      session.remove(session.getReference(chosen.getClass(), chosen.key()));
      session.flush();
    }
  }
}
