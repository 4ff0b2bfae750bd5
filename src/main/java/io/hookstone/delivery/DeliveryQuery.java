package io.hookstone.delivery;

import io.hookstone.event.EventQuery;
import io.hookstone.event.Page;
import io.hookstone.event.Subscription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list. Immutable: every method returns a copy.
 *
 * <pre>{@code DeliveryQuery.where().endpoint(id).status(DeliveryStatus.DEAD).limit(50)}</pre>
 *
 * @param status where the deliveries stand
 * @param endpointId the endpoint
 * @param eventId the event
 * @param type the event type, a pattern such as {@code order.*}, or a list of these with commas
 * @param entity the JPA entity name
 * @param entityId the entity's id as text
 * @param since the earliest time of creation, inclusive
 * @param until the latest time of creation, exclusive
 * @param after the key of the page before
 * @param limit the most records of a page, 1 to {@value EventQuery#MAX_LIMIT}
 */
public record DeliveryQuery(
    @Nullable DeliveryStatus status,
    @Nullable UUID endpointId,
    @Nullable UUID eventId,
    @Nullable String type,
    @Nullable String entity,
    @Nullable String entityId,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable UUID after,
    int limit) {

  public DeliveryQuery {
    EventQuery.checkLimit(limit);
    if (type != null) {
      Subscription.to(type);
    }
  }

  /** Returns the query for all deliveries, {@value EventQuery#DEFAULT_LIMIT} a page. */
  public static DeliveryQuery where() {
    return new DeliveryQuery(
        null, null, null, null, null, null, null, null, null, EventQuery.DEFAULT_LIMIT);
  }

  /** Restricts to deliveries that stand at this point. */
  public DeliveryQuery status(DeliveryStatus wanted) {
    return new DeliveryQuery(
        wanted, endpointId, eventId, type, entity, entityId, since, until, after, limit);
  }

  /** Restricts to one endpoint. */
  public DeliveryQuery endpoint(UUID id) {
    return new DeliveryQuery(
        status, id, eventId, type, entity, entityId, since, until, after, limit);
  }

  /** Restricts to the deliveries of one event. */
  public DeliveryQuery event(UUID id) {
    return new DeliveryQuery(
        status, endpointId, id, type, entity, entityId, since, until, after, limit);
  }

  /** Restricts to an event type or a pattern of types. */
  public DeliveryQuery type(String pattern) {
    return new DeliveryQuery(
        status, endpointId, eventId, pattern, entity, entityId, since, until, after, limit);
  }

  /** Restricts to events of one entity type, given its JPA name. */
  public DeliveryQuery entity(String name) {
    return new DeliveryQuery(
        status, endpointId, eventId, type, name, entityId, since, until, after, limit);
  }

  /** Restricts to events of one entity. */
  public DeliveryQuery entity(String name, Object id) {
    return new DeliveryQuery(
        status, endpointId, eventId, type, name, id.toString(), since, until, after, limit);
  }

  /** Restricts to deliveries made at this time or later. */
  public DeliveryQuery since(Instant from) {
    return new DeliveryQuery(
        status, endpointId, eventId, type, entity, entityId, from, until, after, limit);
  }

  /** Restricts to deliveries made before this time. */
  public DeliveryQuery until(Instant to) {
    return new DeliveryQuery(
        status, endpointId, eventId, type, entity, entityId, since, to, after, limit);
  }

  /** Continues behind a page, given its {@link Page#next} key. */
  public DeliveryQuery after(UUID key) {
    return new DeliveryQuery(
        status, endpointId, eventId, type, entity, entityId, since, until, key, limit);
  }

  /** Sets the most records of a page. */
  public DeliveryQuery limit(int most) {
    return new DeliveryQuery(
        status, endpointId, eventId, type, entity, entityId, since, until, after, most);
  }
}
