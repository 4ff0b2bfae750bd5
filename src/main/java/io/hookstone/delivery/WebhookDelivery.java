package io.hookstone.delivery;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One event for one endpoint, with its state. The JPA entity name is the fully qualified class
 * name: {@code from io.hookstone.delivery.WebhookDelivery}.
 */
@Entity(name = "io.hookstone.delivery.WebhookDelivery")
@Table(name = "webhook_delivery")
@Access(AccessType.FIELD)
public class WebhookDelivery {

  static final int MAX_ERROR_LENGTH = 1_000;

  @Id
  @Column(name = "id", nullable = false)
  private UUID id;

  @Column(name = "event_id", nullable = false, updatable = false)
  private UUID eventId;

  @Column(name = "endpoint_id", nullable = false, updatable = false)
  private UUID endpointId;

  @Column(name = "status", nullable = false, length = 16)
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private DeliveryStatus status;

  @Column(name = "attempts", nullable = false)
  private int attempts;

  @Column(name = "manual", nullable = false)
  private boolean manual;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "next_attempt_at")
  private @Nullable Instant nextAttemptAt;

  @Column(name = "last_attempt_at")
  private @Nullable Instant lastAttemptAt;

  @Column(name = "response_status")
  private @Nullable Integer responseStatus;

  @Column(name = "duration_ms")
  private @Nullable Long durationMs;

  @Column(name = "error", length = MAX_ERROR_LENGTH)
  private @Nullable String error;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookDelivery() {}

  /**
   * Makes a delivery that was not attempted yet.
   *
   * @param nextAttemptAt now, for whoever is free; or the end of the lease of the node that makes
   *     it and will send it at once
   */
  public WebhookDelivery(
      UUID id, UUID eventId, UUID endpointId, Instant createdAt, Instant nextAttemptAt) {
    this.id = id;
    this.eventId = eventId;
    this.endpointId = endpointId;
    this.status = DeliveryStatus.PENDING;
    this.createdAt = createdAt;
    this.nextAttemptAt = nextAttemptAt;
  }

  /** Returns the delivery's id, a UUID version 7. */
  public UUID id() {
    return id;
  }

  /** Returns the event that is delivered. */
  public UUID eventId() {
    return eventId;
  }

  /** Returns the endpoint to which it is delivered; it may have been removed since. */
  public UUID endpointId() {
    return endpointId;
  }

  /** Returns where the delivery stands. */
  public DeliveryStatus status() {
    return status;
  }

  /** Returns how many attempts were made and recorded. */
  public int attempts() {
    return attempts;
  }

  /** Whether the next attempt was asked for by hand. */
  public boolean manual() {
    return manual;
  }

  /** Returns when the delivery was made from its event. */
  public Instant createdAt() {
    return createdAt;
  }

  /**
   * Returns when the next attempt is due, or, while a node holds it, when that node's lease ends.
   * Empty when no attempt will follow by itself.
   */
  public Optional<Instant> nextAttemptAt() {
    return Optional.ofNullable(nextAttemptAt);
  }

  /** Returns when the last attempt began. */
  public Optional<Instant> lastAttemptAt() {
    return Optional.ofNullable(lastAttemptAt);
  }

  /** Returns the HTTP status of the last attempt, if there was a response. */
  public OptionalInt responseStatus() {
    return responseStatus == null ? OptionalInt.empty() : OptionalInt.of(responseStatus);
  }

  /** Returns how long the last attempt took. */
  public Optional<Duration> duration() {
    return Optional.ofNullable(durationMs).map(Duration::ofMillis);
  }

  /** Returns why the last attempt failed, in plain words. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  @Override
  public String toString() {
    return "WebhookDelivery[id=%s, event=%s, endpoint=%s, status=%s, attempts=%d]"
        .formatted(id, eventId, endpointId, status, attempts);
  }
}
