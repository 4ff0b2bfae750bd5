package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Columns.Counter;
import io.hookstone.capture.model.Columns.Flagged;
import io.hookstone.capture.model.Columns.Stamped;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Columns that somebody else fills, or that are written only once, or never: events tell what the
 * row has, and nothing where Hibernate does not know it. Run once per database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ColumnsContract {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Stamped.class, Counter.class, Flagged.class)
          .with("hookstone.batch.window", "1ms")
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

  private WebhookEvent stateless(Consumer<StatelessSession> work) {
    app.sessionFactory().inStatelessTransaction(work);
    return only(events.next());
  }

  private static JsonNode json(WebhookEvent event) {
    return MAPPER.readTree(event.data());
  }

  private static JsonNode changes(WebhookEvent event) {
    return MAPPER.readTree(event.changes().orElseThrow());
  }

  @Test
  void timestamps_areThoseOfTheRow() {
    long id = ++ids;
    var created = only(events.of(session -> session.persist(new Stamped(id))));
    assertThat(json(created).path("createdAt").asString()).endsWith("Z");
    assertThat(json(created).path("changedAt").isNull()).isFalse();
    assertThat(json(created).path("version").isNull()).isFalse();
    var updated = only(events.of(session -> session.find(Stamped.class, id).text = "x"));
    assertThat(changes(updated).propertyNames()).containsExactly("changedAt", "text", "version");
    assertThat(json(updated).has("createdAt")).isTrue();
  }

  @Test
  void generatedColumns_areReadBack() {
    long id = ++ids;
    var created = only(events.of(session -> session.persist(new Counter(id, 5))));
    assertThat(created.data())
        .as("without formulas, which are in no row")
        .isEqualTo(
            "{\"id\":%d,\"amount\":5,\"doubled\":10,\"range\":{\"low\":5},\"state\":\"new\"}"
                .formatted(id));
    var updated = only(events.of(session -> session.find(Counter.class, id).amount = 6));
    assertThat(updated.changes())
        .hasValue("{\"amount\":{\"from\":5,\"to\":6},\"doubled\":{\"from\":10,\"to\":12}}");
    assertThat(updated.data()).doesNotContain("tripled", "high").contains("\"doubled\":12");
    var deleted = only(events.of(session -> session.remove(session.find(Counter.class, id))));
    assertThat(deleted.data()).contains("\"doubled\":12", "\"state\":\"new\"");
  }

  @Test
  void generatedColumns_ofAStatelessSession_areLeftOut() {
    long id = ++ids;
    var counter = new Counter(id, 5);
    var bare = "{\"id\":%d,\"amount\":%d,\"range\":{\"low\":5}}";
    assertThat(stateless(session -> session.insert(counter)).data())
        .isEqualTo(bare.formatted(id, 5));
    counter.amount = 6;
    assertThat(stateless(session -> session.update(counter)).data())
        .isEqualTo(bare.formatted(id, 6));
  }

  @Test
  void editOfAColumnThatIsWrittenOnce_isNotTold() {
    long id = ++ids;
    var created =
        only(
            events.of(
                session -> {
                  var flagged = new Flagged(id);
                  flagged.once = "written";
                  session.persist(flagged);
                  session.flush();
                  flagged.once = "never written";
                  flagged.free = "f";
                }));
    assertThat(json(created).path("once").asString()).isEqualTo("written");
    assertThat(json(created).path("free").asString()).isEqualTo("f");
    var updated =
        only(
            events.of(
                session -> {
                  var flagged = session.find(Flagged.class, id);
                  flagged.once = "never written";
                  flagged.free = "g";
                }));
    assertThat(updated.changes()).hasValue("{\"free\":{\"from\":\"f\",\"to\":\"g\"}}");
    assertThat(json(updated).path("once").asString()).isEqualTo("written");
    assertThat(database.count("select count(*) from Flagged where once = 'written'")).isPositive();
    var replaced =
        only(
            events.of(
                session -> {
                  session.remove(session.find(Flagged.class, id));
                  session.flush();
                  var successor = new Flagged(id);
                  successor.once = "written again";
                  session.persist(successor);
                }));
    assertThat(json(replaced).path("once").asString()).isEqualTo("written again");
    assertThat(changes(replaced).path("once").path("from").asString()).isEqualTo("written");
  }

  @Test
  void whatIsWrittenOnce_isNotKnownToAStatelessUpdate() {
    long id = ++ids;
    var flagged = new Flagged(id);
    flagged.once = "written";
    assertThat(json(stateless(session -> session.insert(flagged))).path("once").asString())
        .isEqualTo("written");
    flagged.once = "never written";
    var updated = stateless(session -> session.update(flagged));
    assertThat(json(updated).has("once")).isFalse();
  }

  @Test
  void columnThatIsNotInserted_isLeftOutOfTheCreate() {
    long id = ++ids;
    var created =
        only(
            events.of(
                session -> {
                  var flagged = new Flagged(id);
                  flagged.later = "not inserted";
                  session.persist(flagged);
                }));
    assertThat(json(created).has("later")).isFalse();
    var updated = only(events.of(session -> session.find(Flagged.class, id).later = "now"));
    assertThat(updated.changes()).hasValue("{\"later\":{\"from\":\"default\",\"to\":\"now\"}}");
  }

  @Test
  void readOnlyTwinOfAColumn_isLeftOut() {
    long id = ++ids;
    long counter = ++ids;
    events.of(session -> session.persist(new Counter(counter, 1)));
    var created =
        only(
            events.of(
                session -> {
                  var flagged = new Flagged(id);
                  flagged.counterId = counter;
                  session.persist(flagged);
                }));
    assertThat(json(created).path("counterId").asLong()).isEqualTo(counter);
    assertThat(json(created).has("counter")).isFalse();
  }
}
