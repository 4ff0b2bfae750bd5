package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.RenderedValue;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Length;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data that breaks what is careless: it arrives as valid JSON in every format. Run once per
 * database.
 */
abstract class HostilePayloadsContract {

  private static final String NAME = "na\"me\\ \n\t'ü💊\u2028{}[],:";
  private static final String KEY = "ke\"y\\ \r</script>ß\uFFFF";
  private static final int LEVELS = 1_000;
  private static final List<String> FORMATS =
      List.of("standard", "cloudevents", "openboxes", "boxhero", "openfront");

  /** Without the limits of the parser, which are those of a receiver. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100_000)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .build();

  @Embeddable
  static class Part {
    @JsonProperty(NAME)
    @Nullable String gem;
  }

  @Entity(name = "Beast")
  @Table(name = "hostile_beast")
  static class Beast {
    @Id Long id = 0L;

    @JsonProperty(NAME)
    @Column(length = Length.LONG32)
    @Nullable String text;

    @Embedded @Nullable Part part;
    @ElementCollection @Nullable Map<String, String> notes = new HashMap<>();
    @ElementCollection @Nullable Set<String> tags = new HashSet<>();

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Beast foe;

    @OneToMany(mappedBy = "foe")
    @Nullable List<Beast> foes = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable Map<String, Object> document;

    Beast() {}

    Beast(long id) {
      this.id = id;
    }
  }

  /** Adds arrays within arrays. */
  public static class Abyss implements Enricher {
    @Override
    public boolean enriches(String entity) {
      return true;
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      events.forEach(event -> event.put("abyss", new RenderedValue(abyss(LEVELS))));
    }
  }

  private static String abyss(int depth) {
    return "[".repeat(depth) + "7" + "]".repeat(depth);
  }

  abstract TestDatabase database();

  private TestApplication.Builder app() {
    return TestApplication.on(database())
        .entities(Beast.class)
        .with("hookstone.batch.window", "10ms");
  }

  /** Registers an endpoint per format, all with the same receiver. */
  private static void register(TestApplication app, Receiver receiver, String... events) {
    register(app, receiver, FORMATS, events);
  }

  private static void register(
      TestApplication app, Receiver receiver, List<String> formats, String... events) {
    receiver.answer(200);
    for (String format : formats) {
      app.hookstone()
          .endpoints()
          .register(
              NewEndpoint.to(receiver.url())
                  .named(format)
                  .format(format)
                  .events(events)
                  .payload(PayloadShape.FULL.limitedTo(64 << 20)));
    }
  }

  /** Waits for one event in all formats, and returns its data in each. */
  private static Map<String, JsonNode> data(TestApplication app, Receiver receiver) {
    return data(app, receiver, FORMATS);
  }

  private static Map<String, JsonNode> data(
      TestApplication app, Receiver receiver, List<String> formats) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> receiver.received().size() >= formats.size());
    Map<String, JsonNode> data = new HashMap<>();
    receiver
        .received()
        .forEach(
            webhook -> {
              var body = MAPPER.readTree(webhook.body());
              var payload = body.has("payload") ? body.path("payload") : body.path("data");
              data.put(format(webhook.headers(), body), payload);
            });
    assertThat(data.keySet()).containsExactlyInAnyOrderElementsOf(formats);
    await()
        .untilAsserted(
            () ->
                assertThat(app.hookstone().deliveries().list(DeliveryQuery.where()).items())
                    .allSatisfy(
                        each -> assertThat(each.status()).isEqualTo(DeliveryStatus.DELIVERED)));
    return data;
  }

  private static String format(Map<String, String> headers, JsonNode body) {
    if (headers.containsKey("x-webhook-signature")) {
      return "openboxes";
    }
    if (headers.containsKey("x-openfront-topic")) {
      return "openfront";
    }
    return body.has("specversion") ? "cloudevents" : body.has("topic") ? "boxhero" : "standard";
  }

  @Test
  void namesAndKeys_withQuotesControlsAndUnicode() {
    try (var receiver = Receiver.start();
        var app = app().start()) {
      register(app, receiver, "beast.updated");
      app.inTransaction(
          session -> {
            var beast = new Beast(1);
            beast.text = "before \"\\\n💊";
            beast.part = new Part();
            beast.part.gem = "before";
            session.persist(beast);
          });
      app.inTransaction(
          session -> {
            var beast = session.find(Beast.class, 1L);
            beast.text = KEY;
            Objects.requireNonNull(beast.part).gem = NAME;
            Objects.requireNonNull(beast.notes).put(KEY, NAME);
            Objects.requireNonNull(beast.tags).add(KEY);
            beast.document = Map.of(KEY, NAME);
          });

      data(app, receiver)
          .forEach(
              (format, data) -> {
                assertThat(data.path(NAME).asString()).as(format).isEqualTo(KEY);
                assertThat(data.path("part").path(NAME).asString()).as(format).isEqualTo(NAME);
                assertThat(data.path("notes").path(KEY).asString()).as(format).isEqualTo(NAME);
                assertThat(data.path("tags").path(0).asString()).as(format).isEqualTo(KEY);
                assertThat(data.path("document").path(KEY).asString()).as(format).isEqualTo(NAME);
              });
      var openFront =
          receiver.received().stream()
              .filter(webhook -> webhook.headers().containsKey("x-openfront-topic"))
              .findFirst()
              .orElseThrow()
              .json();
      assertThat(openFront.path("previousData").path(NAME).asString()).isEqualTo("before \"\\\n💊");
      assertThat(openFront.path("changes").path(NAME).path("to").asString()).isEqualTo(KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({"standard, 10", "cloudevents, 2", "openboxes, 2", "boxhero, 2", "openfront, 2"})
  void mebibytes_inOneString(String format, int mebibytes) {
    var text = "\"\\ü\n".repeat((mebibytes << 20) / 5);
    try (var receiver = Receiver.start();
        var app = app().start()) {
      register(app, receiver, List.of(format), "beast.updated");
      app.inTransaction(session -> session.persist(new Beast(2)));
      app.inTransaction(session -> session.find(Beast.class, 2L).text = text);

      var data = data(app, receiver, List.of(format)).get(format);
      assertThat(text.equals(Objects.requireNonNull(data).path(NAME).asString())).isTrue();
    }
  }

  @Test
  void aThousandLevels_thatAnEnricherAdds() {
    try (var receiver = Receiver.start();
        var app = app().with("hookstone.enrichers", Abyss.class.getName()).start()) {
      register(app, receiver, "beast.updated");
      app.inTransaction(session -> session.persist(new Beast(3)));
      app.inTransaction(session -> session.find(Beast.class, 3L).text = "updated");

      data(app, receiver)
          .forEach(
              (format, data) -> {
                int depth = 0;
                var at = data.path("abyss");
                while (at.isArray()) {
                  depth++;
                  at = at.path(0);
                }
                assertThat(depth).as(format).isEqualTo(LEVELS);
                assertThat(at.asInt()).as(format).isEqualTo(7);
              });
    }
  }

  private static void persistDocument(TestApplication app, int levels) {
    Map<String, Object> document = Map.of("deepest", 7);
    for (int level = 1; level < levels; level++) {
      document = Map.of("d", document);
    }
    var beast = new Beast(4);
    beast.document = document;
    app.inTransaction(session -> session.persist(beast));
  }

  @Test
  void aDocumentOf450Levels() {
    try (var receiver = Receiver.start();
        var app = app().start()) {
      register(app, receiver, "beast.created");
      persistDocument(app, 450);

      data(app, receiver)
          .forEach(
              (format, data) -> {
                int depth = 0;
                var at = data.path("document");
                while (at.isObject()) {
                  depth++;
                  at = at.has("d") ? at.path("d") : at.path("deepest");
                }
                assertThat(depth).as(format).isEqualTo(450);
              });
    }
  }

  @Test
  void aDocumentOfAThousandLevels_isLeftOutWithAWarning_andTheEventArrives() {
    try (var receiver = Receiver.start();
        var log = CapturedLog.start();
        var app = app().start()) {
      register(app, receiver, "beast.created");
      persistDocument(app, LEVELS);

      assertThat(log.text()).contains("HKS0201").contains("property=document");
      data(app, receiver)
          .forEach(
              (format, data) -> {
                assertThat(data.path("id").asInt()).as(format).isEqualTo(4);
                assertThat(data.has("document")).as(format).isFalse();
              });
    }
  }

  @Test
  void entitiesThatPointAtEachOther_withAGraphThatGoesRound() {
    try (var receiver = Receiver.start();
        var app =
            app()
                .with(
                    "hookstone.enrich.Beast",
                    "foe(id, foe(id, foe(id)), foes(id)), foes(id, foe(id, foes(id)))")
                .start()) {
      register(app, receiver, "beast.updated");
      app.inTransaction(
          session -> {
            session.persist(new Beast(5));
            session.persist(new Beast(6));
          });
      app.inTransaction(
          session -> {
            var one = session.find(Beast.class, 5L);
            var other = session.find(Beast.class, 6L);
            one.foe = other;
            other.foe = one;
          });

      await().until(() -> receiver.received().size() >= 10);
      data(app, receiver)
          .forEach(
              (format, data) -> {
                long id = data.path("id").asLong();
                long foe = 11 - id;
                assertThat(data.path("foe").toString())
                    .as(format)
                    .isEqualTo(
                        "{\"id\":%1$d,\"foe\":{\"id\":%2$d,\"foe\":{\"id\":%1$d}},\"foes\":[{\"id\":%2$d}]}"
                            .formatted(foe, id));
                assertThat(data.path("foes").toString())
                    .as(format)
                    .isEqualTo(
                        "[{\"id\":%1$d,\"foe\":{\"id\":%2$d,\"foes\":[{\"id\":%1$d}]}}]"
                            .formatted(foe, id));
              });
    }
  }

  @Test
  void collectionsThatAreNull() {
    try (var receiver = Receiver.start();
        var app =
            app()
                .with("hookstone.enrich.Beast", "foes(id), labels: tags, remarks: notes")
                .start()) {
      register(app, receiver, "beast.created");
      app.inTransaction(
          session -> {
            var beast = new Beast(7);
            beast.notes = null;
            beast.tags = null;
            beast.foes = null;
            session.persist(beast);
          });

      data(app, receiver)
          .forEach(
              (format, data) -> {
                assertThat(data.path("part").isNull()).as(format).isTrue();
                assertThat(data.path("document").isNull()).as(format).isTrue();
                assertThat(data.path("foes").toString()).as(format).isEqualTo("[]");
                assertThat(data.path("labels").toString()).as(format).isEqualTo("[]");
                assertThat(data.path("remarks").toString()).as(format).isEqualTo("{}");
              });
    }
  }
}
