package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.OwnTypes.Amount;
import io.hookstone.capture.model.OwnTypes.Grade;
import io.hookstone.capture.model.OwnTypes.Isbn;
import io.hookstone.capture.model.OwnTypes.Seat;
import io.hookstone.capture.model.OwnTypes.Settings;
import io.hookstone.capture.model.OwnTypes.Typed;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Types of the application's own, and collections that are less common. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnTypesContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Typed.class)
          .with("hookstone.batch.window", "1ms")
          .with("hookstone.properties.exclude", "Typed.amount.margin")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private static WebhookEvent only(List<WebhookEvent> events) {
    assertThat(summary(events)).hasSize(1);
    return events.get(0);
  }

  private WebhookEvent created(Consumer<Typed> content) {
    var typed = new Typed(++ids);
    content.accept(typed);
    return only(events.of(session -> session.persist(typed)));
  }

  private List<WebhookEvent> edited(Consumer<Typed> edit) {
    return events.of(session -> edit.accept(session.find(Typed.class, ids)));
  }

  @Test
  void userType_isWhatItStores() {
    try (var log = CapturedLog.start()) {
      var created =
          created(
              typed -> {
                typed.isbn = new Isbn("978");
                typed.isbns.add(new Isbn("979"));
              });
      assertThat(created.data()).contains("\"isbn\":\"978\"", "\"isbns\":[\"979\"]");
      assertThat(log.text()).doesNotContain("HKS0201");
    }
    assertThat(edited(typed -> typed.isbn = new Isbn("978"))).as("equal by its type").isEmpty();
    var updated = only(edited(typed -> typed.isbn = new Isbn("977")));
    assertThat(updated.changes()).hasValue("{\"isbn\":{\"from\":\"978\",\"to\":\"977\"}}");
  }

  @Test
  void compositeUserType_isAnObject_withoutWhatTheSettingsLeaveOut() {
    var created = created(typed -> typed.amount = new Amount(new BigDecimal("1.50"), "kg"));
    assertThat(created.data())
        .contains("\"amount\":{\"number\":1.50,\"unit\":\"kg\"}")
        .doesNotContain("private", "margin");
    assertThat(edited(typed -> typed.amount = new Amount(new BigDecimal("1.5"), "kg")))
        .as("equal by its type")
        .isEmpty();
    var updated = only(edited(typed -> typed.amount = new Amount(new BigDecimal("1.5"), "g")));
    assertThat(updated.changes().orElseThrow())
        .contains("\"from\":{\"number\":1.5000,\"unit\":\"kg\"}")
        .contains("\"to\":{\"number\":1.5,\"unit\":\"g\"}");
  }

  @Test
  void enumWithAStoredLetter_isItsName() {
    var created =
        created(
            typed -> {
              typed.grade = Grade.POOR;
              typed.counts.put(Grade.GOOD, 2);
            });
    assertThat(created.data()).contains("\"grade\":\"POOR\"", "\"counts\":{\"GOOD\":2}");
  }

  @Test
  void recordAsEmbeddable_mayPointAtAnEntity() {
    created(typed -> {});
    long neighbour = ids;
    var created =
        events.of(
            session -> {
              var typed = new Typed(++ids);
              typed.seat = new Seat("A", 7, session.getReference(Typed.class, neighbour));
              session.persist(typed);
            });
    assertThat(only(created).data())
        .contains(
            "\"seat\":{\"bank\":\"A\",\"place\":7,\"neighbour\":{\"id\":%d}}".formatted(neighbour));
    var updated = only(edited(typed -> typed.seat = new Seat("A", 8, null)));
    assertThat(updated.changes())
        .hasValue(
            ("{\"seat\":{\"from\":{\"bank\":\"A\",\"place\":7,\"neighbour\":{\"id\":%d}},"
                    + "\"to\":{\"bank\":\"A\",\"place\":8,\"neighbour\":null}}}")
                .formatted(neighbour));
  }

  @Test
  void embeddableInAJsonColumn_isAnObject_withoutItsSecrets() {
    var created =
        created(
            typed -> {
              typed.settings = new Settings();
              typed.settings.theme = "dark";
              typed.settings.apiToken = "planted";
            });
    assertThat(created.data())
        .contains("\"settings\":{\"size\":null,\"theme\":\"dark\"}")
        .doesNotContain("planted");
    var updated = only(edited(typed -> typed.settings.size = 3));
    assertThat(updated.changes())
        .hasValue(
            "{\"settings\":{\"from\":{\"size\":null,\"theme\":\"dark\"},"
                + "\"to\":{\"size\":3,\"theme\":\"dark\"}}}");
  }

  @Test
  void arraysAndSortedSets_areCollections() {
    var created =
        created(
            typed -> {
              typed.verses = new String[] {"b", "a"};
              typed.sorted.addAll(List.of("z", "y"));
            });
    assertThat(created.data()).contains("\"verses\":[\"b\",\"a\"]", "\"sorted\":[\"y\",\"z\"]");
    var updated =
        only(
            edited(
                typed -> {
                  typed.verses = new String[] {"b", "c"};
                  typed.sorted.remove("z");
                }));
    assertThat(updated.changes())
        .hasValue(
            "{\"sorted\":{\"added\":[],\"removed\":[\"z\"]},"
                + "\"verses\":{\"added\":[\"c\"],\"removed\":[\"a\"]}}");
  }
}
