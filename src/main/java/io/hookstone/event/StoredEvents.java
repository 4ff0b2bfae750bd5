package io.hookstone.event;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;

/** The events in the database. Thread-safe. */
public final class StoredEvents implements Events {

  private final SessionFactory sessions;

  /** Makes the view of a database's events. */
  public StoredEvents(SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Page<WebhookEvent> list(EventQuery query) {
    var criteria = new Criteria();
    if (query.type() != null) {
      criteria.andType("e.type", query.type());
    }
    if (query.entity() != null) {
      criteria.and("e.entity = ?", query.entity());
    }
    if (query.entityId() != null) {
      criteria.and("e.entityId = ?", query.entityId());
    }
    if (query.tenantId() != null) {
      criteria.and("e.tenantId = ?", query.tenantId());
    }
    if (query.transactionId() != null) {
      criteria.and("e.transactionId = ?", query.transactionId());
    }
    if (query.since() != null) {
      criteria.and("e.occurredAt >= ?", query.since());
    }
    if (query.until() != null) {
      criteria.and("e.occurredAt < ?", query.until());
    }
    if (query.after() != null) {
      criteria.after("e.id", query.after());
    }
    var rows =
        sessions.fromStatelessTransaction(
            session ->
                criteria.list(
                    session,
                    "from io.hookstone.event.WebhookEvent e",
                    "e.id",
                    WebhookEvent.class,
                    query.limit() + 1));
    return Page.of(rows, query.limit(), WebhookEvent::id);
  }

  @Override
  public Optional<WebhookEvent> find(UUID eventId) {
    return Optional.ofNullable(
        sessions.fromStatelessTransaction(session -> session.get(WebhookEvent.class, eventId)));
  }
}
