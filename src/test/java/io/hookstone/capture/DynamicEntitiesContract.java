package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Entities without a class, which are maps. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DynamicEntitiesContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .mappings("io/hookstone/capture/gauge.hbm.xml")
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private static WebhookEvent only(List<WebhookEvent> events) {
    assertThat(summary(events)).hasSize(1);
    return events.get(0);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> gauge(Session session, long id) {
    return (Map<String, Object>) session.find("Gauge", id);
  }

  @Test
  void maps_areToldLikeObjects() {
    var first = new HashMap<String, Object>(Map.of("id", 1L, "level", 3, "accessToken", "planted"));
    first.put("place", new HashMap<>(Map.of("city", "Graz")));
    first.put("marks", new HashSet<>(Set.of("a")));
    var created = only(events.of(session -> session.persist("Gauge", first)));
    assertThat(created.type() + " " + created.entityId()).isEqualTo("gauge.created 1");
    assertThat(created.data())
        .isEqualTo(
            "{\"id\":1,\"level\":3,\"marks\":[\"a\"],\"next\":null,\"place\":{\"city\":\"Graz\"}}");
    var second = new HashMap<String, Object>(Map.of("id", 2L));
    var pointing =
        only(
            events.of(
                session -> {
                  second.put("next", session.getReference("Gauge", 1L));
                  session.persist("Gauge", second);
                }));
    assertThat(pointing.data()).contains("\"next\":{\"id\":1}");
    var updated = only(events.of(session -> gauge(session, 1).put("level", 4)));
    assertThat(updated.changes()).hasValue("{\"level\":{\"from\":3,\"to\":4}}");
    events.of(session -> session.remove(gauge(session, 2)));
    var deleted = only(events.of(session -> session.remove(gauge(session, 1))));
    assertThat(deleted.type()).isEqualTo("gauge.deleted");
  }

  @Test
  void bulkStatements_areRefused_asTheirRowsCannotBeReadPastTheSession() {
    assertThatThrownBy(
            () ->
                events.of(
                    session -> {
                      session.persist("Gauge", new HashMap<>(Map.of("id", 3L)));
                      var statement = session.createMutationQuery("update Gauge set level = 5");
                      app.hookstone().changes(session).executeUpdate(statement);
                    }))
        .hasMessageStartingWith("HKS0230");
  }
}
