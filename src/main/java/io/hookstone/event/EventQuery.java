package io.hookstone.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list. Immutable: every method returns a copy.
 *
 * <pre>{@code EventQuery.where().type("order.*").since(yesterday).limit(50)}</pre>
 *
 * @param type an exact type, a pattern such as {@code order.*} or {@code *.deleted}, or a list of
 *     these with commas
 * @param entity the JPA entity name
 * @param entityId the entity's id as text
 * @param tenantId the tenant
 * @param transactionId the transaction
 * @param since the earliest time of occurrence, inclusive
 * @param until the latest time of occurrence, exclusive
 * @param after the key of the page before
 * @param limit the most records of a page, 1 to {@value #MAX_LIMIT}; {@value #DEFAULT_LIMIT} by
 *     default
 */
public record EventQuery(
    @Nullable String type,
    @Nullable String entity,
    @Nullable String entityId,
    @Nullable String tenantId,
    @Nullable UUID transactionId,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable UUID after,
    int limit) {

  /** The number of records of a page when nothing else is said. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most records that a page may have. */
  public static final int MAX_LIMIT = 1_000;

  public EventQuery {
    checkLimit(limit);
    if (type != null) {
      Subscription.to(type);
    }
  }

  /** Returns the query for all events, {@value #DEFAULT_LIMIT} a page. */
  public static EventQuery where() {
    return new EventQuery(null, null, null, null, null, null, null, null, DEFAULT_LIMIT);
  }

  /**
   * Checks a page's limit.
   *
   * @throws IllegalArgumentException if it is not within 1 and {@value #MAX_LIMIT}
   */
  public static void checkLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "HKS0403: 'limit' is %d: expected 1 to %d; follow the page's next key for more."
              .formatted(limit, MAX_LIMIT));
    }
  }

  /** Restricts to an event type or a pattern of types. */
  public EventQuery type(String pattern) {
    return new EventQuery(
        pattern, entity, entityId, tenantId, transactionId, since, until, after, limit);
  }

  /** Restricts to the events of one entity type, given its JPA name. */
  public EventQuery entity(String name) {
    return new EventQuery(
        type, name, entityId, tenantId, transactionId, since, until, after, limit);
  }

  /** Restricts to the events of one entity. */
  public EventQuery entity(String name, Object id) {
    return new EventQuery(
        type, name, id.toString(), tenantId, transactionId, since, until, after, limit);
  }

  /** Restricts to one tenant. */
  public EventQuery tenantId(String tenant) {
    return new EventQuery(
        type, entity, entityId, tenant, transactionId, since, until, after, limit);
  }

  /** Restricts to the events of one transaction. */
  public EventQuery transactionId(UUID transaction) {
    return new EventQuery(
        type, entity, entityId, tenantId, transaction, since, until, after, limit);
  }

  /** Restricts to events that occurred at this time or later. */
  public EventQuery since(Instant from) {
    return new EventQuery(
        type, entity, entityId, tenantId, transactionId, from, until, after, limit);
  }

  /** Restricts to events that occurred before this time. */
  public EventQuery until(Instant to) {
    return new EventQuery(type, entity, entityId, tenantId, transactionId, since, to, after, limit);
  }

  /** Continues behind a page, given its {@link Page#next} key. */
  public EventQuery after(UUID key) {
    return new EventQuery(
        type, entity, entityId, tenantId, transactionId, since, until, key, limit);
  }

  /** Sets the most records of a page. */
  public EventQuery limit(int most) {
    return new EventQuery(
        type, entity, entityId, tenantId, transactionId, since, until, after, most);
  }
}
