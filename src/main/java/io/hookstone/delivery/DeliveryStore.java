package io.hookstone.delivery;

import io.hookstone.event.WebhookEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * The deliveries in the database: claims with leases, outcomes in batches. Thread-safe.
 *
 * <p>Batches go through JDBC with arrays, so that each kind of statement has one text and one plan,
 * however many rows it is for.
 */
public final class DeliveryStore implements OutcomeStore {

  private final SessionFactory sessions;
  private final Supplier<UUID> ids;
  private final UpdateOutcomes updateOutcomes;
  private final String candidatesSql;
  private final String lockSql;
  private final String leaseSql;
  private final String releaseSql;
  private final String cancelSql;
  private final String cancelAbandonedSql;

  /**
   * Makes the store.
   *
   * @param deliveryTable the delivery table as SQL names it, with schema and prefix
   * @param endpointTable the endpoint table as SQL names it
   * @param arrays whether the database takes arrays as tables, as PostgreSQL does
   * @param ids makes record ids, UUID version 7
   */
  public DeliveryStore(
      SessionFactory sessions,
      String deliveryTable,
      String endpointTable,
      boolean arrays,
      Supplier<UUID> ids) {
    this.sessions = sessions;
    this.ids = ids;
    this.updateOutcomes =
        arrays ? UpdateOutcomes.asArrays(deliveryTable) : UpdateOutcomes.inBatches(deliveryTable);
    var due = " where d.status in ('PENDING', 'RETRYING') and d.next_attempt_at <= ?";
    this.candidatesSql =
        "select d.id, d.endpoint_id from "
            + deliveryTable
            + " d join "
            + endpointTable
            + " e on e.id = d.endpoint_id and e.status = 'ACTIVE'"
            + due
            + " and d.endpoint_id <> all(?) order by d.next_attempt_at limit ?";
    this.lockSql =
        "select d.id from "
            + deliveryTable
            + " d"
            + due
            + " and d.id = any(?) for update skip locked";
    this.leaseSql = "update " + deliveryTable + " set next_attempt_at = ? where id = any(?)";
    this.releaseSql =
        "update "
            + deliveryTable
            + " set next_attempt_at = ? where id = ? and attempts = ? and next_attempt_at = ?";
    this.cancelSql =
        "update "
            + deliveryTable
            + " set status = 'CANCELED', next_attempt_at = null"
            + " where endpoint_id = ? and status in ('PENDING', 'RETRYING')";
    this.cancelAbandonedSql =
        "update "
            + deliveryTable
            + " d set status = 'CANCELED', next_attempt_at = null"
            + " where d.status in ('PENDING', 'RETRYING') and d.next_attempt_at <= ?"
            + " and not exists (select 1 from "
            + endpointTable
            + " e where e.id = d.endpoint_id)";
  }

  /** A delivery that may be due. */
  record Candidate(UUID deliveryId, UUID endpointId) {}

  /**
   * Finds deliveries whose time has come, oldest first. Takes no lock.
   *
   * @param except endpoints whose lanes have no room
   */
  List<Candidate> candidates(Instant now, Set<UUID> except, int limit) {
    return sessions.fromStatelessTransaction(
        session ->
            session.doReturningWork(
                connection -> {
                  try (var select = connection.prepareStatement(candidatesSql)) {
                    select.setObject(1, utc(now));
                    select.setArray(2, connection.createArrayOf("uuid", except.toArray()));
                    select.setInt(3, limit);
                    return candidates(select);
                  }
                }));
  }

  private static List<Candidate> candidates(PreparedStatement select) throws SQLException {
    var candidates = new ArrayList<Candidate>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        candidates.add(new Candidate(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
      }
    }
    return candidates;
  }

  /**
   * Claims deliveries that are still due, by moving their next attempt to the end of a lease. Rows
   * that another node is claiming at this moment are skipped.
   *
   * @return the tasks that now belong to this node
   */
  List<DeliveryTask> claim(Collection<UUID> deliveryIds, Instant now, Instant leaseUntil) {
    return sessions.fromStatelessTransaction(
        session -> {
          var claimed =
              session.doReturningWork(
                  connection -> lease(connection, deliveryIds, now, leaseUntil));
          return tasks(session, claimed, leaseUntil);
        });
  }

  private Set<UUID> lease(
      Connection connection, Collection<UUID> deliveryIds, Instant now, Instant leaseUntil)
      throws SQLException {
    var locked = new HashSet<UUID>();
    try (var select = connection.prepareStatement(lockSql)) {
      select.setObject(1, utc(now));
      select.setArray(2, connection.createArrayOf("uuid", deliveryIds.toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          locked.add(rows.getObject(1, UUID.class));
        }
      }
    }
    if (!locked.isEmpty()) {
      try (var update = connection.prepareStatement(leaseSql)) {
        update.setObject(1, utc(leaseUntil));
        update.setArray(2, connection.createArrayOf("uuid", locked.toArray()));
        update.executeUpdate();
      }
    }
    return locked;
  }

  private static List<DeliveryTask> tasks(
      StatelessSession session, Set<UUID> deliveryIds, Instant leaseUntil) {
    if (deliveryIds.isEmpty()) {
      return List.of();
    }
    var deliveries = session.getMultiple(WebhookDelivery.class, List.copyOf(deliveryIds));
    var eventIds = deliveries.stream().map(WebhookDelivery::eventId).distinct().toList();
    Map<UUID, WebhookEvent> events = new HashMap<>();
    session.getMultiple(WebhookEvent.class, eventIds).stream()
        .filter(Objects::nonNull)
        .forEach(event -> events.put(event.id(), event));
    var tasks = new ArrayList<DeliveryTask>(deliveries.size());
    for (WebhookDelivery delivery : deliveries) {
      var event = events.get(delivery.eventId());
      if (event != null) {
        tasks.add(DeliveryTask.of(delivery, event, leaseUntil));
      }
    }
    return tasks;
  }

  @Override
  public void write(List<Outcome> outcomes, List<DeliveryTask> releases) {
    sessions.inStatelessTransaction(
        session -> {
          var recorded =
              outcomes.isEmpty()
                  ? outcomes
                  : session.doReturningWork(c -> updateOutcomes.update(c, outcomes));
          session.doWork(connection -> release(connection, releases));
          var attempts =
              recorded.stream()
                  .filter(Outcome::recordsAttempt)
                  .map(o -> new WebhookAttempt(ids.get(), o.task(), o.attempts(), o.exchange()))
                  .toList();
          if (!attempts.isEmpty()) {
            session.insertMultiple(attempts);
          }
        });
  }

  private void release(Connection connection, List<DeliveryTask> releases) throws SQLException {
    if (releases.isEmpty()) {
      return;
    }
    try (var update = connection.prepareStatement(releaseSql)) {
      for (DeliveryTask task : releases) {
        update.setObject(1, utc(task.event().occurredAt()));
        update.setObject(2, task.deliveryId());
        update.setInt(3, task.attempts());
        update.setObject(4, utc(task.leaseUntil()));
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /**
   * Gives deliveries back that were claimed and will not be attempted here, so that nobody waits
   * for their leases.
   */
  public void release(List<DeliveryTask> tasks) {
    write(List.of(), tasks);
  }

  /** Cancels what is not delivered yet, in the transaction that removes its endpoint. */
  public void cancelPending(StatelessSession session, UUID endpointId) {
    session.doWork(
        connection -> {
          try (var update = connection.prepareStatement(cancelSql)) {
            update.setObject(1, endpointId);
            update.executeUpdate();
          }
        });
  }

  /**
   * Cancels what is due for endpoints that no longer exist: a node that had not heard of the
   * removal yet may have made deliveries after it.
   */
  public void cancelAbandoned(Instant now) {
    sessions.inStatelessTransaction(
        session ->
            session.doWork(
                connection -> {
                  try (var update = connection.prepareStatement(cancelAbandonedSql)) {
                    update.setObject(1, utc(now));
                    update.executeUpdate();
                  }
                }));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
