package io.hookstone.capture;

import io.hookstone.change.Operation;
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
  }

  Operation operation() {
    return operation;
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
    if (entity != null && operation != Operation.DELETE && !session.isStateless()) {
      var entry = session.getPersistenceContextInternal().getEntry(entity);
      if (entry != null && entry.getStatus() == Status.MANAGED && entry.getLoadedState() != null) {
        return entry.getLoadedState();
      }
    }
    return after;
  }

  /**
   * Adds a later change of the same entity: ADD+MOD=ADD, MOD+MOD=MOD with the first old and the
   * last new values, MOD+DEL=DEL, DEL+ADD=MOD.
   *
   * @return this change, the later one where that one knows more, or null when both cancel out
   *     (ADD+DEL)
   */
  @Nullable PendingChange then(PendingChange later) {
    if (operation == Operation.CREATE) {
      return later.operation == Operation.DELETE ? null : later.as(Operation.CREATE, null);
    }
    return later.operation == Operation.DELETE
        ? later.as(Operation.DELETE, before)
        : later.as(Operation.UPDATE, before);
  }

  private PendingChange as(Operation merged, @Nullable Object @Nullable [] first) {
    operation = merged;
    before = first;
    return this;
  }
}
