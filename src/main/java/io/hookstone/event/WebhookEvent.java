package io.hookstone.event;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.Operation;
import io.hookstone.change.Origin;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One event as subscribers see it, whatever their format. Inserted once by the relay and never
 * changed, so that its id and body stay the same over all retries, nodes and restarts.
 *
 * <p>The JPA entity name is the fully qualified class name: {@code from
 * io.hookstone.event.WebhookEvent}.
 */
@Entity(name = "io.hookstone.event.WebhookEvent")
@Table(name = "webhook_event")
@Immutable
@Access(AccessType.FIELD)
public class WebhookEvent {

  /** The longest entity id that the record keeps; the payload has the whole id in any case. */
  public static final int MAX_ENTITY_ID_LENGTH = 500;

  /** The version of the payload's shape. */
  public static final int SCHEMA_VERSION = 1;

  @Id
  @Column(name = "id", nullable = false)
  private UUID id;

  @Column(name = "type", nullable = false)
  private String type;

  @Column(name = "entity", nullable = false)
  private String entity;

  @Column(name = "entity_id", nullable = false, length = MAX_ENTITY_ID_LENGTH)
  private String entityId;

  @Column(name = "operation", nullable = false, length = 16)
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Operation operation;

  @Column(name = "tenant_id")
  private @Nullable String tenantId;

  @Column(name = "occurred_at", nullable = false)
  private Instant occurredAt;

  @Column(name = "transaction_id", nullable = false)
  private UUID transactionId;

  @Column(name = "revision")
  private @Nullable Long revision;

  @Column(name = "data", nullable = false)
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private String data;

  @Column(name = "changes")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String changes;

  @Column(name = "origin", length = 16)
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private @Nullable Origin origin;

  @Column(name = "enrichment")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String enrichment;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookEvent() {}

  private WebhookEvent(
      UUID id,
      String type,
      ChangeSet changeSet,
      EntityChange change,
      String data,
      EnrichmentNote enrichment) {
    this.id = id;
    this.type = type;
    this.entity = change.ref().eventName();
    this.entityId = shortened(change.ref().id());
    this.operation = change.operation();
    this.tenantId = changeSet.tenantId();
    this.occurredAt = changeSet.occurredAt();
    this.transactionId = changeSet.transactionId();
    this.revision = change.audited() ? changeSet.revision() : null;
    this.data = data;
    this.changes = change.changes();
    var trigger = changeSet.trigger();
    this.origin = trigger == null ? null : trigger.origin();
    this.enrichment = enrichment.text();
  }

  /**
   * Makes the event of a change.
   *
   * @param id a UUID version 7, never used before
   * @param data a JSON object, which may hold more than the change did (enriched)
   */
  public static WebhookEvent of(
      UUID id, String type, ChangeSet changeSet, EntityChange change, String data) {
    return of(id, type, changeSet, change, data, EnrichmentNote.NONE);
  }

  /**
   * Makes the event of a change whose data was enriched.
   *
   * @param enrichment what enrichers did to the data
   */
  public static WebhookEvent of(
      UUID id,
      String type,
      ChangeSet changeSet,
      EntityChange change,
      String data,
      EnrichmentNote enrichment) {
    return new WebhookEvent(id, type, changeSet, change, data, enrichment);
  }

  private static String shortened(String entityId) {
    return entityId.length() <= MAX_ENTITY_ID_LENGTH
        ? entityId
        : entityId.substring(0, MAX_ENTITY_ID_LENGTH);
  }

  /** Returns the event's id, a UUID version 7; newer events have greater ids. */
  public UUID id() {
    return id;
  }

  /** Returns the event type, such as {@code order.created}. */
  public String type() {
    return type;
  }

  /**
   * Returns the name that events give the entity, such as {@code Order}: the JPA entity name,
   * unless it has one of its own for them.
   */
  public String entity() {
    return entity;
  }

  /** Returns the entity's id as text, cut to {@value #MAX_ENTITY_ID_LENGTH} characters. */
  public String entityId() {
    return entityId;
  }

  /** Returns what happened to the entity in its transaction. */
  public Operation operation() {
    return operation;
  }

  /** Returns the tenant of the session that made the change, if there are tenants. */
  public Optional<String> tenantId() {
    return Optional.ofNullable(tenantId);
  }

  /** Returns when the change was sealed, shortly before its commit, in microseconds. */
  public Instant occurredAt() {
    return occurredAt;
  }

  /** Returns what all events of one database transaction have in common. */
  public UUID transactionId() {
    return transactionId;
  }

  /** Returns the Envers revision of the transaction, if the change is audited. */
  public OptionalLong revision() {
    return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
  }

  /** Returns the entity's state as a JSON object, to the byte as it is sent. */
  public String data() {
    return data;
  }

  /**
   * Returns the changed properties of an update as a JSON object, where the previous values are
   * known.
   */
  public Optional<String> changes() {
    return Optional.ofNullable(changes);
  }

  /**
   * Whether it tells of an update without saying what changed, because Hibernate does not know the
   * values before it: a stateless session's update or upsert.
   */
  public boolean previousUnknown() {
    return operation == Operation.UPDATE && changes == null;
  }

  /** Returns what enrichers did to the data. */
  public EnrichmentNote enrichment() {
    return EnrichmentNote.read(enrichment);
  }

  /** Returns the enrichment's note as its column keeps it, unread. */
  public Optional<String> enrichmentText() {
    return Optional.ofNullable(enrichment);
  }

  /** Returns by what the event was made, if it was no captured change. */
  public Optional<Origin> origin() {
    return Optional.ofNullable(origin);
  }

  /** Names the event without its content. */
  @Override
  public String toString() {
    return "WebhookEvent[id=" + id + ", type=" + type + ", entity=" + entity + "#" + entityId + "]";
  }
}
