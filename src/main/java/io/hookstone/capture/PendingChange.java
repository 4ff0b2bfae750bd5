package io.hookstone.capture;

import io.hookstone.capture.EntityPlan.Property;
import io.hookstone.change.Operation;
import java.util.BitSet;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
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

  /** What the insert wrote, or what was there before the first update. */
  private @Nullable Object @Nullable [] first;

  private Map<String, CollectionContent> collections = Map.of();

  /** Lazy attributes that were written without having been loaded, by their place in the state. */
  private final BitSet unread = new BitSet(0);

  /** Of a change that the application has published: where its row is to be read. */
  private @Nullable EntityPersister published;

  /** Whether a listener has told of the entity, too. */
  private boolean heard = true;

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
    this.first = operation == Operation.CREATE ? after : before;
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

  /**
   * Makes a change that the application has published. Unless it is a delete, its state is that of
   * the row when it is written, whatever a session knows.
   *
   * @param before the previous values, with {@link LazyPropertyInitializer#UNFETCHED_PROPERTY} in
   *     the place of those that are not known; null if none is. Of a delete, the deleted row
   */
  static PendingChange published(
      EntityPlan plan,
      EntityPersister persister,
      Object id,
      Operation operation,
      @Nullable Object @Nullable [] before) {
    var change =
        new PendingChange(
            plan, id, operation, null, before, operation == Operation.DELETE ? before : null);
    change.published = persister;
    change.heard = false;
    return change;
  }

  Operation operation() {
    return operation;
  }

  /** Whether the change is part of a revision: Envers has heard of it as well. */
  boolean audited() {
    return heard && plan.audited();
  }

  /** Returns where the row is to be read before the change is written; null if it is not to be. */
  @Nullable EntityPersister unreadRow() {
    return operation == Operation.DELETE ? null : published;
  }

  /**
   * Takes the state of the row. Collections that were not read with it stay as a listener has told
   * of them.
   */
  void row(@Nullable Object[] state) {
    if (after != null) {
      for (Property property : plan.properties()) {
        int index = property.index();
        if (property.type() instanceof CollectionType && !JsonValues.fetched(state[index])) {
          state[index] = after[index];
        }
      }
    }
    after = state;
  }

  /** Makes an update a delete: its row can no longer be seen. */
  void gone() {
    operation = Operation.DELETE;
    after = before;
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
    if (published != null || operation == Operation.DELETE) {
      return after;
    }
    var managed = entity == null ? null : managedState(entity, session);
    var state = managed == null ? after : managed;
    return state == null ? null : plan.written().inRow(operation, state, first);
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
   * Returns about how much this change keeps in memory beyond the entity's existence: the
   * characters and bytes of its values. Values of the application's own types do not count.
   */
  long weight() {
    long weight = weight(after, null);
    return before == after ? weight : weight + weight(before, after);
  }

  private static long weight(
      @Nullable Object @Nullable [] state, @Nullable Object @Nullable [] counted) {
    long weight = 0;
    for (int i = 0; state != null && i < state.length; i++) {
      if (counted == null || state[i] != counted[i]) {
        weight += weight(state[i]);
      }
    }
    return weight;
  }

  private static long weight(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    return value instanceof byte[] bytes ? bytes.length : 0;
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
    later.heard |= heard;
    if (later.published == null) {
      later.published = published;
    }
    if (later.operation != Operation.CREATE) {
      later.first = known(first, later.first);
    }
    if (operation == Operation.CREATE) {
      return later.operation == Operation.DELETE ? null : later.as(Operation.CREATE, null);
    }
    if (later.operation == Operation.DELETE) {
      // Others have only ever seen the row as it was before this transaction.
      later.after = known(completed(later.after), later.after);
      return later.as(Operation.DELETE, later.after);
    }
    if (operation == Operation.DELETE && before != null && later.after != null) {
      // The row of a successor has every value, also those that were never read of the row before.
      later.findUnread(before, later.after);
    }
    return later.as(Operation.UPDATE, completed(later.before));
  }

  /** The application may know some of the previous values, and what comes later more of them. */
  private @Nullable Object @Nullable [] completed(@Nullable Object @Nullable [] later) {
    if (published == null || before == null || later == null) {
      return before;
    }
    var complete = before.clone();
    for (int i = 0; i < complete.length; i++) {
      if (complete[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
        complete[i] = later[i];
      }
    }
    return complete;
  }

  /** A change of a stateless session may not know the state that another one has told. */
  private static @Nullable Object @Nullable [] known(
      @Nullable Object @Nullable [] preferred, @Nullable Object @Nullable [] otherwise) {
    return preferred != null ? preferred : otherwise;
  }

  private PendingChange as(Operation merged, @Nullable Object @Nullable [] old) {
    operation = merged;
    before = old;
    return this;
  }
}
