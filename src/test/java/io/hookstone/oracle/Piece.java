package io.hookstone.oracle;

import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every entity of the {@link Model} can do. Public, as an enhanced entity lives in a class
 * loader of its own.
 */
public interface Piece {

  /** Returns the identifier as Hibernate knows it, null before it is generated. */
  @Nullable Object key();

  /** Returns the identifier as events show it. */
  default String keyText() {
    return String.valueOf(key());
  }

  /** Returns the name of the entity. */
  default String entity() {
    return getClass().getSimpleName();
  }

  /** Takes an identifier, unless identifiers are generated. */
  default void identify(int firstId, int offset) {}

  /** Returns the class in whose hierarchy identifiers are unique. */
  default Class<? extends Piece> root() {
    return getClass();
  }

  /** Gives one basic value another value, or the same. */
  void edit(Random random);

  /** Changes what is in one of its own collections, if it has any. */
  default void editCollection(Random random) {}

  /** Takes over the values of another of the same class, and perhaps copies its collections. */
  default void resemble(Piece other, boolean withCollections) {}

  /** Returns one of a few words. */
  static String word(Random random) {
    return "w" + random.nextInt(3);
  }

  /** Adds, removes, clears, or does nothing the long way round. */
  static void editSet(Set<String> set, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> set.clear();
      case 1 -> set.remove(word(random));
      case 2 -> {
        if (set.add("passing")) {
          set.remove("passing");
        }
      }
      default -> set.add(word(random));
    }
  }
}
