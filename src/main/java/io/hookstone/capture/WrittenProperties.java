package io.hookstone.capture;

import io.hookstone.change.Operation;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * Which properties Hibernate writes, and when. The state of an entity also holds what its row does
 * not: a value that is never written, or written only once. Sets of places in the state array,
 * which nobody changes. Thread-safe.
 *
 * @param never formulas and read-only columns: what the database has is known after the next load
 *     only
 * @param once written by the insert alone; an edit stays in memory
 * @param later written by updates alone
 * @param byDatabase made by the database, and read back except by stateless sessions
 */
record WrittenProperties(BitSet never, BitSet once, BitSet later, BitSet byDatabase) {

  static WrittenProperties of(EntityPersister persister) {
    var written = new WrittenProperties(new BitSet(0), new BitSet(0), new BitSet(0), new BitSet(0));
    // A formula has no column, which a Set.of would refuse to be asked for.
    var idColumns = new HashSet<>(Arrays.asList(persister.getIdentifierColumnNames()));
    for (int i = 0; i < persister.getPropertyNames().length; i++) {
      if (madeByDatabase(persister.getGenerators()[i])) {
        written.byDatabase.set(i);
      } else if (!(persister.getPropertyTypes()[i] instanceof CollectionType)
          && !partOfId(persister.getPropertyNames()[i], persister, idColumns)) {
        written.put(
            i, persister.getPropertyInsertability()[i], persister.getPropertyUpdateability()[i]);
      }
    }
    return written;
  }

  private void put(int index, boolean inserted, boolean updated) {
    never.set(index, !inserted && !updated);
    once.set(index, inserted && !updated);
    later.set(index, !inserted && updated);
  }

  private static boolean madeByDatabase(@Nullable Generator generator) {
    return generator != null && generator.generatedOnExecution() && generator.generatesSometimes();
  }

  /** An association that shares the id ({@code @MapsId}) writes no column, but cannot change. */
  private static boolean partOfId(String name, EntityPersister persister, Set<String> idColumns) {
    return idColumns.containsAll(Arrays.asList(persister.getPropertyColumnNames(name)));
  }

  /**
   * Returns what of an entity's state is in its row at the end of the transaction; what is not
   * known is marked like a lazy attribute that was never loaded.
   *
   * @param first the state that the insert wrote, or the one before the first update; null where
   *     Hibernate does not know it
   */
  @Nullable Object[] inRow(
      Operation operation, @Nullable Object[] state, @Nullable Object @Nullable [] first) {
    if (once.isEmpty() && (later.isEmpty() || operation != Operation.CREATE)) {
      return state;
    }
    var row = state.clone();
    once.stream().forEach(index -> row[index] = first == null ? unknown() : first[index]);
    if (operation == Operation.CREATE) {
      later.stream().forEach(index -> row[index] = unknown());
    }
    return row;
  }

  /** Marks in the copy of a stateless session's state what the database has made. */
  void forgetMadeByDatabase(@Nullable Object[] copy) {
    byDatabase.stream().forEach(index -> copy[index] = unknown());
  }

  private static Object unknown() {
    return LazyPropertyInitializer.UNFETCHED_PROPERTY;
  }
}
