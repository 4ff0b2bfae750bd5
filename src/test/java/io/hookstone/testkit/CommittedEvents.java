package io.hookstone.testkit;

import io.hookstone.event.EventQuery;
import io.hookstone.event.WebhookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The events of an application, step by step: each call returns those that came since the call
 * before.
 *
 * <p>The relay empties the outbox in the transaction that inserts the events, so once a commit has
 * returned and the outbox is empty, every event of it is there, and none will follow.
 */
public final class CommittedEvents {

  private final TestDatabase database;
  private final TestApplication app;
  private @Nullable UUID last;

  public CommittedEvents(TestDatabase database, TestApplication app) {
    this.database = database;
    this.app = app;
  }

  /** Runs work in a transaction and returns its events in the order of their ids. */
  public List<WebhookEvent> of(Consumer<Session> work) {
    app.inTransaction(work);
    return next();
  }

  /** Returns the events that came since the last call, oldest first. */
  public List<WebhookEvent> next() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .pollDelay(Duration.ZERO)
        .until(() -> database.count("select count(*) from webhook_outbox") == 0);
    var found = new ArrayList<WebhookEvent>();
    UUID after = null;
    do {
      var query = EventQuery.where().limit(EventQuery.MAX_LIMIT);
      var page = app.hookstone().events().list(after == null ? query : query.after(after));
      for (WebhookEvent event : page.items()) {
        if (event.id().equals(last)) {
          return remembered(found);
        }
        found.add(event);
      }
      after = page.next();
    } while (after != null);
    return remembered(found);
  }

  private List<WebhookEvent> remembered(List<WebhookEvent> newestFirst) {
    Collections.reverse(newestFirst);
    newestFirst.forEach(event -> SchemaCheck.check(app, event));
    if (!newestFirst.isEmpty()) {
      last = Objects.requireNonNull(newestFirst.get(newestFirst.size() - 1).id());
    }
    return newestFirst;
  }

  /** Returns events as {@code type entityId}, which most tests ask for. */
  public static List<String> summary(List<WebhookEvent> events) {
    return events.stream().map(event -> event.type() + " " + event.entityId()).toList();
  }
}
