package io.hookstone.change;

import org.jspecify.annotations.Nullable;

/**
 * One create, update or delete of one entity inside a transaction, already rendered. Immutable.
 *
 * @param ref which entity
 * @param operation what happened, after merging all flushes of the transaction
 * @param data a JSON object: the state after the transaction, or for a delete the row as it was
 *     before the transaction
 * @param changes for an update, a JSON object {@code {"property": {"from": …, "to": …},
 *     "collection": {"added": […], "removed": […]}}}; null for creates and deletes, and for updates
 *     whose previous values Hibernate does not know (a stateless update)
 * @param audited whether the change belongs to the revision of its change set
 */
public record EntityChange(
    EntityRef ref, Operation operation, String data, @Nullable String changes, boolean audited) {

  /** Makes a change of an entity that is not audited. */
  public EntityChange(EntityRef ref, Operation operation, String data, @Nullable String changes) {
    this(ref, operation, data, changes, false);
  }

  /** Returns about how many characters this change takes in the outbox, for cutting rows. */
  public int length() {
    return data.length() + (changes == null ? 0 : changes.length()) + ref.id().length() + 100;
  }

  /** Names the change without its content, which may be confidential. */
  @Override
  public String toString() {
    return ref + " " + operation.pastTense();
  }
}
