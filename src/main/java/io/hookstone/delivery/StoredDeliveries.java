package io.hookstone.delivery;

import io.hookstone.event.Criteria;
import io.hookstone.event.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;

/** The deliveries in the database, for administration. Thread-safe. */
public final class StoredDeliveries implements Deliveries {

  private static final String DELIVERIES = "select d from io.hookstone.delivery.WebhookDelivery d";
  private static final String JOIN_EVENTS =
      " join io.hookstone.event.WebhookEvent e on e.id = d.eventId";

  private final SessionFactory sessions;
  private final Clock clock;
  private final Runnable onDue;

  /**
   * Makes the administration of a database's deliveries.
   *
   * @param onDue called after the commit that made deliveries due at once
   */
  public StoredDeliveries(SessionFactory sessions, Clock clock, Runnable onDue) {
    this.sessions = sessions;
    this.clock = clock;
    this.onDue = onDue;
  }

  @Override
  public Page<WebhookDelivery> list(DeliveryQuery query) {
    boolean joinsEvents = query.type() != null || query.entity() != null;
    var criteria = criteria(query);
    var rows =
        sessions.fromStatelessTransaction(
            session ->
                criteria.list(
                    session,
                    joinsEvents ? DELIVERIES + JOIN_EVENTS : DELIVERIES,
                    "d.id",
                    WebhookDelivery.class,
                    query.limit() + 1));
    return Page.of(rows, query.limit(), WebhookDelivery::id);
  }

  private static Criteria criteria(DeliveryQuery query) {
    var criteria = new Criteria();
    if (query.status() != null) {
      criteria.and("d.status = ?", query.status());
    }
    if (query.endpointId() != null) {
      criteria.and("d.endpointId = ?", query.endpointId());
    }
    if (query.eventId() != null) {
      criteria.and("d.eventId = ?", query.eventId());
    }
    if (query.type() != null) {
      criteria.andType("e.type", query.type());
    }
    if (query.entity() != null) {
      criteria.and("e.entity = ?", query.entity());
    }
    if (query.entityId() != null) {
      criteria.and("e.entityId = ?", query.entityId());
    }
    if (query.since() != null) {
      criteria.and("d.createdAt >= ?", query.since());
    }
    if (query.until() != null) {
      criteria.and("d.createdAt < ?", query.until());
    }
    if (query.after() != null) {
      criteria.after("d.id", query.after());
    }
    return criteria;
  }

  @Override
  public Optional<WebhookDelivery> find(UUID deliveryId) {
    return Optional.ofNullable(
        sessions.fromStatelessTransaction(
            session -> session.get(WebhookDelivery.class, deliveryId)));
  }

  @Override
  public List<WebhookAttempt> attempts(UUID deliveryId) {
    return sessions.fromStatelessTransaction(
        session ->
            session
                .createSelectionQuery(
                    "from io.hookstone.delivery.WebhookAttempt a where a.deliveryId = :id"
                        + " order by a.number",
                    WebhookAttempt.class)
                .setParameter("id", deliveryId)
                .getResultList());
  }

  @Override
  public WebhookDelivery retry(UUID deliveryId) {
    int retried =
        sessions.fromStatelessTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update io.hookstone.delivery.WebhookDelivery d"
                            + " set d.status = :retrying, d.manual = true, d.nextAttemptAt = :now"
                            + " where d.id = :id and exists (select 1 from"
                            + " io.hookstone.endpoint.WebhookEndpoint e where e.id = d.endpointId)")
                    .setParameter("retrying", DeliveryStatus.RETRYING)
                    .setParameter("now", now())
                    .setParameter("id", deliveryId)
                    .executeUpdate());
    if (retried == 0) {
      throw new IllegalArgumentException(
          "HKS0705: 'deliveryId' is '%s': there is no such delivery, or its endpoint was removed."
                  .formatted(deliveryId)
              + " List deliveries with deliveries().list(…).");
    }
    onDue.run();
    return find(deliveryId).orElseThrow();
  }

  @Override
  public int retryFailedSince(UUID endpointId, Instant since) {
    int retried =
        sessions.fromStatelessTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update io.hookstone.delivery.WebhookDelivery d"
                            + " set d.status = :retrying, d.manual = true, d.nextAttemptAt = :now"
                            + " where d.endpointId = :endpoint and d.status = :dead"
                            + " and d.createdAt >= :since and exists (select 1 from"
                            + " io.hookstone.endpoint.WebhookEndpoint e where e.id = d.endpointId)")
                    .setParameter("retrying", DeliveryStatus.RETRYING)
                    .setParameter("now", now())
                    .setParameter("endpoint", endpointId)
                    .setParameter("dead", DeliveryStatus.DEAD)
                    .setParameter("since", since)
                    .executeUpdate());
    onDue.run();
    return retried;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
