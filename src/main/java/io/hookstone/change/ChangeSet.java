package io.hookstone.change;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All changes of one transaction, merged per entity, in the order of their first appearance.
 * Immutable.
 *
 * <p>A transaction that is too large for one outbox row becomes several change sets with the same
 * transaction id.
 *
 * @param transactionId identifies the transaction in all its change sets and events; a UUID version
 *     7
 * @param occurredAt when the changes were sealed, shortly before the commit; precision
 *     microseconds, which every supported database keeps
 * @param tenantId the tenant of the session, or null without tenants
 * @param revision the Envers revision of the transaction, or null when nothing in it is audited; it
 *     is that of the audited changes only
 * @param changes at least one change
 * @param trigger what it was made by, or null for the changes of a transaction
 * @param actingUser on whose behalf the transaction ran, as the application says; null if it does
 *     not
 */
public record ChangeSet(
    UUID transactionId,
    Instant occurredAt,
    @Nullable String tenantId,
    @Nullable Long revision,
    List<EntityChange> changes,
    @Nullable Trigger trigger,
    @Nullable String actingUser) {

  /** Makes the change set of a transaction. */
  public ChangeSet(
      UUID transactionId,
      Instant occurredAt,
      @Nullable String tenantId,
      @Nullable Long revision,
      List<EntityChange> changes) {
    this(transactionId, occurredAt, tenantId, revision, changes, null, null);
  }

  /** Makes a change set of which nobody knows on whose behalf it was made. */
  public ChangeSet(
      UUID transactionId,
      Instant occurredAt,
      @Nullable String tenantId,
      @Nullable Long revision,
      List<EntityChange> changes,
      @Nullable Trigger trigger) {
    this(transactionId, occurredAt, tenantId, revision, changes, trigger, null);
  }

  public ChangeSet {
    changes = List.copyOf(changes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("A change set without changes: expected at least one.");
    }
  }
}
