package io.hookstone.capture;

import io.hookstone.change.Operation;
import java.util.BitSet;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has done to one entity so far. Confined to the session's thread.
 *
 * <p>The state arrays are Hibernate's own snapshots and are only ever read.
 */
final class PendingChange {

  final EntityPlan plan;
  final Object id;
  private final @Nullable Object entity;
  private Operation operation;
  private @Nullable Object @Nullable [] before;
  private @Nullable Object @Nullable [] after;
  private Map<String, CollectionContent> collections = Map.of();

  /** Lazy attributes that were written without having been loaded, by their place in the state. */
  private final BitSet unread = new BitSet(0);

  PendingChange(
      EntityPlan plan,
      Object id,
      Operation operation,
      @Nullable Object entity,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {
    this.plan = plan;
    this.id = id;
    this.entity = entity;
    this.operation = operation;
    this.before = before;
    this.after = after;
    if (operation == Operation.UPDATE && before != null && after != null) {
      findUnread(before, after);
    }
  }

  /** Asked now: an attribute that is loaded later in the transaction looks the same at its end. */
  private void findUnread(@Nullable Object[] old, @Nullable Object[] written) {
    for (int i = 0; i < old.length; i++) {
      if (old[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY && old[i] != written[i]) {
        unread.set(i);
      }
    }
  }

  /** Makes the update of an entity of which only a collection has changed. */
  static PendingChange ofCollection(
      EntityPlan plan,
      Object id,
      @Nullable Object entity,
      String role,
      CollectionContent content,
      SharedSessionContractImplementor session) {
    var state = entity == null ? null : managedState(entity, session);
    var change = new PendingChange(plan, id, Operation.UPDATE, entity, state, state);
    change.collections = Map.of(role, content);
    return change;
  }

  Operation operation() {
    return operation;
  }

  /**
   * Returns what happened to the collections that the entity owns, by their roles; state arrays do
   * not show it.
   */
  Map<String, CollectionContent> collections() {
    return collections;
  }

  /** Whether a property was written of which Hibernate does not know what it was before. */
  boolean unread(int index) {
    return unread.get(index);
  }

  /** Whether there is any such property. */
  boolean unread() {
    return !unread.isEmpty();
  }

  /**
   * Returns the state before the transaction, for a delete the deleted row; null for a create, or
   * where Hibernate does not know it.
   */
  @Nullable Object @Nullable [] before() {
    return before;
  }

  /**
   * Returns the state that the database has at the end of the transaction. An entity that is still
   * managed has it in its entry, which is more complete than what an early event carried (merge of
   * a new graph, generated values).
   */
  @Nullable Object @Nullable [] after(SharedSessionContractImplementor session) {
    var managed =
        entity == null || operation == Operation.DELETE ? null : managedState(entity, session);
    return managed == null ? after : managed;
  }

  private static @Nullable Object @Nullable [] managedState(
      Object entity, SharedSessionContractImplementor session) {
    if (session.isStateless()) {
      return null;
    }
    var entry = session.getPersistenceContextInternal().getEntry(entity);
    return entry != null && entry.getStatus() == Status.MANAGED ? entry.getLoadedState() : null;
  }

  /**
   * Adds a later change of the same entity: ADD+MOD=ADD, MOD+MOD=MOD with the first old and the
   * last new values, MOD+DEL=DEL with the first old values, DEL+ADD=MOD.
   *
   * @return this change, the later one where that one knows more, or null when both cancel out
   *     (ADD+DEL)
   */
  @Nullable PendingChange then(PendingChange later) {
    if (operation == Operation.DELETE && !later.collections.isEmpty()) {
      return this;
    }
    later.unread.or(unread);
    later.collections = CollectionContent.merged(collections, later.collections);
    later.after = known(later.after, after);
    if (operation == Operation.CREATE) {
      return later.operation == Operation.DELETE ? null : later.as(Operation.CREATE, null);
    }
    if (later.operation == Operation.DELETE) {
      // Others have only ever seen the row as it was before this transaction.
      later.after = known(before, later.after);
      return later.as(Operation.DELETE, later.after);
    }
    if (operation == Operation.DELETE && before != null && later.after != null) {
      // The row of a successor has every value, also those that were never read of the row before.
      later.findUnread(before, later.after);
    }
    return later.as(Operation.UPDATE, before);
  }

  /** A change of a stateless session may not know the state that another one has told. */
  private static @Nullable Object @Nullable [] known(
      @Nullable Object @Nullable [] preferred, @Nullable Object @Nullable [] otherwise) {
    return preferred != null ? preferred : otherwise;
  }

  private PendingChange as(Operation merged, @Nullable Object @Nullable [] first) {
    operation = merged;
    before = first;
    return this;
  }
}
