package io.hookstone.batch;

import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.event.ArrayColumns;
import io.hookstone.event.WebhookEvent;
import java.util.List;
import org.hibernate.StatelessSession;

/** How the relay inserts events and deliveries. Implementations are immutable and thread-safe. */
public sealed interface InsertRecords {

  /** Inserts events in the session's transaction. */
  void events(StatelessSession session, List<WebhookEvent> events);

  /** Inserts deliveries in the session's transaction. */
  void deliveries(StatelessSession session, List<WebhookDelivery> deliveries);

  /** Returns the way that every database takes: JDBC batches, bound by Hibernate. */
  static InsertRecords inBatches() {
    return new InBatches();
  }

  /**
   * Returns PostgreSQL's fast way: one statement with an array per column.
   *
   * @param eventTable the event table as SQL names it, with schema and prefix
   * @param deliveryTable the delivery table as SQL names it
   */
  static InsertRecords asArrays(String eventTable, String deliveryTable) {
    return new AsArrays(eventTable, deliveryTable);
  }

  /** The way that every database takes. */
  final class InBatches implements InsertRecords {

    private static final int JDBC_BATCH = 500;

    private InBatches() {}

    @Override
    public void events(StatelessSession session, List<WebhookEvent> events) {
      insert(session, events);
    }

    @Override
    public void deliveries(StatelessSession session, List<WebhookDelivery> deliveries) {
      insert(session, deliveries);
    }

    private static void insert(StatelessSession session, List<?> records) {
      for (int from = 0; from < records.size(); from += JDBC_BATCH) {
        session.insertMultiple(records.subList(from, Math.min(from + JDBC_BATCH, records.size())));
      }
    }
  }

  /** PostgreSQL's way. */
  final class AsArrays implements InsertRecords {

    private static final ArrayColumns<WebhookEvent> EVENT =
        new ArrayColumns<WebhookEvent>()
            .uuid("id", WebhookEvent::id)
            .text("type", WebhookEvent::type)
            .text("entity", WebhookEvent::entity)
            .text("entity_id", WebhookEvent::entityId)
            .text("operation", event -> event.operation().name())
            .text("tenant_id", event -> event.tenantId().orElse(null))
            .time("occurred_at", WebhookEvent::occurredAt)
            .uuid("transaction_id", WebhookEvent::transactionId)
            .number(
                "revision",
                event -> event.revision().isPresent() ? event.revision().getAsLong() : null)
            .text("data", WebhookEvent::data)
            .text("changes", event -> event.changes().orElse(null))
            .text("origin", event -> event.origin().map(Enum::name).orElse(null))
            .text("enrichment", event -> event.enrichmentText().orElse(null));

    /** A new delivery has no more than this; its other columns are null. */
    private static final ArrayColumns<WebhookDelivery> DELIVERY =
        new ArrayColumns<WebhookDelivery>()
            .uuid("id", WebhookDelivery::id)
            .uuid("event_id", WebhookDelivery::eventId)
            .uuid("endpoint_id", WebhookDelivery::endpointId)
            .text("status", delivery -> delivery.status().name())
            .number("attempts", WebhookDelivery::attempts)
            .time("created_at", WebhookDelivery::createdAt)
            .time("next_attempt_at", delivery -> delivery.nextAttemptAt().orElse(null));

    private final String eventSql;
    private final String deliverySql;

    private AsArrays(String eventTable, String deliveryTable) {
      this.eventSql =
          "insert into %s (%s) select * from %s"
              .formatted(eventTable, EVENT.names(), EVENT.asTable("e"));
      this.deliverySql =
          "insert into %s (%s, manual) select *, false from %s"
              .formatted(deliveryTable, DELIVERY.names(), DELIVERY.asTable("d"));
    }

    @Override
    public void events(StatelessSession session, List<WebhookEvent> events) {
      insert(session, eventSql, EVENT, events);
    }

    @Override
    public void deliveries(StatelessSession session, List<WebhookDelivery> deliveries) {
      insert(session, deliverySql, DELIVERY, deliveries);
    }

    private static <T> void insert(
        StatelessSession session, String sql, ArrayColumns<T> columns, List<T> rows) {
      if (rows.isEmpty()) {
        return;
      }
      session.doWork(
          connection -> {
            try (var insert = connection.prepareStatement(sql)) {
              columns.bind(insert, rows);
              insert.executeUpdate();
            }
          });
    }
  }
}
