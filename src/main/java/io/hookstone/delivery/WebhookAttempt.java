package io.hookstone.delivery;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange of a delivery: recorded for attempts that failed or were made by hand. A
 * success at the first try lives in the delivery alone.
 */
@Entity(name = "io.hookstone.delivery.WebhookAttempt")
@Table(name = "webhook_attempt")
@Immutable
@Access(AccessType.FIELD)
public class WebhookAttempt {

  @Id
  @Column(name = "id", nullable = false)
  private UUID id;

  @Column(name = "delivery_id", nullable = false)
  private UUID deliveryId;

  @Column(name = "number", nullable = false)
  private int number;

  @Column(name = "manual", nullable = false)
  private boolean manual;

  @Column(name = "attempted_at", nullable = false)
  private Instant attemptedAt;

  @Column(name = "duration_ms", nullable = false)
  private long durationMs;

  @Column(name = "request_headers", nullable = false)
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private String requestHeaders;

  @Column(name = "response_status")
  private @Nullable Integer responseStatus;

  @Column(name = "response_headers")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String responseHeaders;

  @Column(name = "response_body")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String responseBody;

  @Column(name = "error", length = WebhookDelivery.MAX_ERROR_LENGTH)
  private @Nullable String error;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookAttempt() {}

  WebhookAttempt(UUID id, DeliveryTask task, int number, Exchange exchange) {
    this.id = id;
    this.deliveryId = task.deliveryId();
    this.number = number;
    this.manual = task.manual();
    this.attemptedAt = exchange.startedAt();
    this.durationMs = exchange.duration().toMillis();
    this.requestHeaders = exchange.requestHeaders();
    this.responseStatus = exchange.status();
    this.responseHeaders = exchange.responseHeaders();
    this.responseBody = exchange.responseBody();
    this.error = exchange.error();
  }

  /** Returns the attempt's id, a UUID version 7. */
  public UUID id() {
    return id;
  }

  /** Returns the delivery to which the attempt belongs. */
  public UUID deliveryId() {
    return deliveryId;
  }

  /** Returns the number of the attempt within its delivery, from 1. */
  public int number() {
    return number;
  }

  /** Whether an admin asked for the attempt. */
  public boolean manual() {
    return manual;
  }

  /** Returns when the attempt began. */
  public Instant attemptedAt() {
    return attemptedAt;
  }

  /** Returns how long the attempt took. */
  public Duration duration() {
    return Duration.ofMillis(durationMs);
  }

  /**
   * Returns the request headers, one {@code name: value} a line; values of the endpoint's own
   * headers are redacted.
   */
  public String requestHeaders() {
    return requestHeaders;
  }

  /** Returns the HTTP status, if there was a response. */
  public OptionalInt responseStatus() {
    return responseStatus == null ? OptionalInt.empty() : OptionalInt.of(responseStatus);
  }

  /** Returns the response headers, one {@code name: value} a line, if there was a response. */
  public Optional<String> responseHeaders() {
    return Optional.ofNullable(responseHeaders);
  }

  /** Returns the beginning of the response body, if there was one. */
  public Optional<String> responseBody() {
    return Optional.ofNullable(responseBody);
  }

  /** Returns why the attempt failed, in plain words. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  @Override
  public String toString() {
    return "WebhookAttempt[delivery=%s, number=%d, status=%s]"
        .formatted(deliveryId, number, responseStatus);
  }
}
