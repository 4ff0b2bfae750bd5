package io.hookstone.enrichers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.enrichers.graph.Trade.Address;
import io.hookstone.enrichers.graph.Trade.Company;
import io.hookstone.enrichers.graph.Trade.Country;
import io.hookstone.enrichers.graph.Trade.Item;
import io.hookstone.enrichers.graph.Trade.Label;
import io.hookstone.enrichers.graph.Trade.Purchase;
import io.hookstone.enrichers.graph.Trade.Receipt;
import io.hookstone.enrichers.graph.Trade.Seat;
import io.hookstone.event.WebhookEvent;
import io.hookstone.format.OutgoingEvent;
import io.hookstone.format.StandardWebhooks;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.SchemaCheck;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;
import org.hibernate.graph.GraphParser;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Related data by a text alone, from the setting to the event. Run once per database. */
abstract class EntityGraphContract {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final String ORDER =
      "buyer(name, email), lineItems: lines(quantityShipped: quantity, price, product: item(id, name))";

  abstract TestDatabase database();

  /** The statements of the threads in which enrichers run. */
  private static final class OfEnrichers implements StatementInspector {
    private static final long serialVersionUID = 1L;
    private final transient List<String> recorded = new CopyOnWriteArrayList<>();

    @Override
    public String inspect(String sql) {
      if (Thread.currentThread().getName().equals("hookstone-enricher")) {
        recorded.add(sql);
      }
      return sql;
    }
  }

  private final OfEnrichers statements = new OfEnrichers();

  private TestApplication.Builder app(TestDatabase database) {
    return TestApplication.on(database)
        .entities(Trade.entities())
        .with("hookstone.batch.window", "50ms")
        .with("hibernate.session_factory.statement_inspector", statements);
  }

  private static WebhookEvent only(List<WebhookEvent> events, String type) {
    return events.stream().filter(e -> e.type().equals(type)).findFirst().orElseThrow();
  }

  private static JsonNode data(WebhookEvent event) {
    return MAPPER.readTree(event.data());
  }

  private static Company company(Session session) {
    var country = new Country();
    country.code = "at";
    country.name = "Austria";
    session.persist(country);
    var company = new Company();
    company.name = "ACME";
    company.email = "a@acme.example";
    company.password = "hunter2";
    company.vat = "ATU1";
    company.address = new Address();
    company.address.city = "Graz";
    company.address.country = country;
    session.persist(company);
    return company;
  }

  private static Purchase purchase(Session session) {
    var item = Trade.item(1, "Bolt");
    var other = Trade.item(2, "Nut");
    session.persist(item);
    session.persist(other);
    var purchase = new Purchase();
    purchase.buyer = company(session);
    purchase.add(Trade.line(item, 1, "1.50"));
    purchase.add(Trade.line(other, 3, "0.10"));
    purchase.add(Trade.line(item, 2, "1.40"));
    session.persist(purchase);
    return purchase;
  }

  @Test
  void addsNestedAndRenamedData_onCreateUpdateAndDelete() {
    var database = database();
    try (var app = app(database).with("hookstone.enrich.Purchase", ORDER).start()) {
      var events = new CommittedEvents(database, app);
      var id = new Long[1];
      var created =
          events.of(
              session -> {
                var made = purchase(session);
                session.flush();
                id[0] = made.id;
              });
      var lines =
          "[{\"quantityShipped\":3,\"price\":0.10,\"product\":{\"id\":{\"number\":2,\"shop\":\"s\"},\"name\":\"Nut\"}},"
              + "{\"quantityShipped\":2,\"price\":1.40,\"product\":{\"id\":{\"number\":1,\"shop\":\"s\"},\"name\":\"Bolt\"}},"
              + "{\"quantityShipped\":1,\"price\":1.50,\"product\":{\"id\":{\"number\":1,\"shop\":\"s\"},\"name\":\"Bolt\"}}]";
      assertThat(only(created, "purchase.created").data())
          .contains("\"buyer\":{\"name\":\"ACME\",\"email\":\"a@acme.example\"}")
          .contains("\"lineItems\":" + lines)
          .doesNotContain("\"buyer\":{\"id\"")
          .doesNotContain("hunter2");

      var deleted = events.of(session -> session.remove(session.find(Purchase.class, id[0])));
      var data = data(only(deleted, "purchase.deleted"));
      assertThat(data.path("buyer").path("name").asString()).isEqualTo("ACME");
      assertThat(data.path("lineItems")).hasSize(3);
      assertThat(
              data.path("lineItems")
                  .valueStream()
                  .map(l -> l.path("quantityShipped") + " " + l.path("product").path("name"))
                  .toList())
          .containsExactlyInAnyOrder("1 \"Bolt\"", "3 \"Nut\"", "2 \"Bolt\"");
    }
  }

  @Test
  void catalogue_describesWhatIsAdded() {
    var database = database();
    try (var app =
        app(database)
            .with("hookstone.enrich.Purchase", ORDER + ", gifts(name, since), who: buyer, fees")
            .with("hookstone.link.Purchase", "https://shop.example/{id}")
            .with(
                "hookstone.enrichers",
                "io.hookstone.enrichers.RecordVersion, io.hookstone.enrichers.CollectionSizes")
            .start()) {
      var events = new CommittedEvents(database, app);
      var event = only(events.of(EntityGraphContract::purchase), "purchase.created");
      var type = app.hookstone().catalogue().type("purchase.created").orElseThrow();
      var schema = type.schema();
      var body = new StandardWebhooks().body(OutgoingEvent.whole(event, new UUID(0, 0)));
      var json = (ObjectNode) MAPPER.readTree(body);
      assertThat(json.at("/data/sizes/lines").asInt()).isEqualTo(3);
      SchemaCheck.check(schema, json.toString(), List.of());
      SchemaCheck.check(schema, type.example(), List.of());

      refuses(schema, json, "/data", "lineItems", "\"none\"");
      refuses(schema, json, "/data", "link", "5");
      refuses(schema, json, "/data", "revision", "\"1\"");
      refuses(schema, json, "/data", "sizes", "{\"lines\":\"3\"}");
      refuses(schema, json, "/data/buyer", "email", "5");
      refuses(schema, json, "/data/lineItems/0", "price", "\"0.10\"");
      refuses(schema, json, "/data/lineItems/0/product", "id", "7");
      refuses(schema, json, "/data", "who", "{}");

      var properties = MAPPER.readTree(schema).at("/properties/data/properties");
      assertThat(properties.at("/buyer/required").isMissingNode()).isTrue();
      assertThat(properties.at("/buyer/properties").propertyNames())
          .containsExactly("name", "email");
      assertThat(MAPPER.readTree(type.exampleData()).path("lineItems"))
          .hasToString(
              "[{\"quantityShipped\":1,\"price\":12.5,\"product\":{\"id\":{\"number\":1,\"shop\":\"shop\"},\"name\":\"name\"}}]");
    }
  }

  private static void refuses(
      String schema, ObjectNode valid, String at, String property, String value) {
    var body = valid.deepCopy();
    ((ObjectNode) body.at(at)).set(property, MAPPER.readTree(value));
    assertThatThrownBy(() -> SchemaCheck.check(schema, body.toString(), List.of()))
        .as(at + "/" + property)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void fiveHundredOrders_costAsManyStatementsAsOne() {
    var database = database();
    try (var app =
        app(database)
            .with("hookstone.enrich.Purchase", ORDER)
            .with("hookstone.batch.window", "2s")
            .with("hookstone.batch.max-size", "500")
            .start()) {
      var events = new CommittedEvents(database, app);
      events.of(EntityGraphContract::purchase);
      assertThat(statements.recorded).as("the order and its lines").hasSize(2);
      statements.recorded.clear();

      var made =
          events.of(
              session -> {
                var buyer = company2(session);
                var item =
                    session.createSelectionQuery("from Item", Item.class).getResultList().get(0);
                for (int i = 0; i < 500; i++) {
                  var purchase = new Purchase();
                  purchase.buyer = buyer;
                  for (int line = 1; line <= 3; line++) {
                    purchase.add(Trade.line(item, line, "1.00"));
                  }
                  session.persist(purchase);
                }
              });

      assertThat(made.stream().filter(e -> e.type().equals("purchase.created")).toList())
          .hasSize(500)
          .allSatisfy(e -> assertThat(data(e).path("lineItems")).hasSize(3));
      int rows = (made.size() + 499) / 500;
      assertThat(statements.recorded)
          .as("two for each outbox row's batch")
          .hasSizeLessThanOrEqualTo(2 * rows);
    }
  }

  private static Company company2(Session session) {
    return session.createSelectionQuery("from Company", Company.class).getResultList().get(0);
  }

  @Test
  void renders_everyKindOfAttribute_asCapturedDataDoes() {
    var database = database();
    try (var app =
        app(database)
            .with(
                "hookstone.enrich.Purchase",
                "buyer(address(city, land: country(name)), purchases(id)), receipt(number), t: tags,"
                    + " n: notes, f: fees, g: gifts(name, size, code, since, labels(text)), who: buyer")
            .start()) {
      var events = new CommittedEvents(database, app);
      var created =
          events.of(
              session -> {
                var made = purchase(session);
                made.tags.addAll(List.of("b", "a"));
                made.notes.addAll(List.of("z", "y"));
                made.fees.put("post", new BigDecimal("3.20"));
                var item =
                    session
                        .createSelectionQuery("from Item where name = 'Nut'", Item.class)
                        .getSingleResult();
                made.gifts.add(item);
                var label = new Label();
                label.item = item;
                label.text = "new";
                session.persist(label);
                made.receipt = new Receipt();
                made.receipt.purchase = made;
                made.receipt.number = "R1";
              });
      var event = only(created, "purchase.created");
      assertThat(event.data())
          .contains(
              "\"buyer\":{\"address\":{\"city\":\"Graz\",\"land\":{\"name\":\"Austria\"}},\"purchases\":[{\"id\":"
                  + event.entityId()
                  + "}]}")
          .contains("\"receipt\":{\"number\":\"R1\"}")
          .contains("\"t\":[\"a\",\"b\"]")
          .contains("\"n\":[\"z\",\"y\"]")
          .contains("\"f\":{\"post\":3.20}")
          .contains(
              "\"g\":[{\"name\":\"Nut\",\"size\":\"LARGE\",\"code\":\"c2\",\"since\":\"2026-11-21\",\"labels\":[{\"text\":\"new\"}]}]");
      assertThat(data(event).path("who").path("id").isNumber()).isTrue();
    }
  }

  @Test
  void nullAssociations_areNull_emptyCollectionsAreEmpty_softDeletedIsGone() {
    var database = database();
    try (var app =
        app(database)
            .with("hookstone.enrich.Purchase", "buyer(name), receipt(number), lines(quantity)")
            .with("hookstone.enrich.Item", "labels(text)")
            .start()) {
      var events = new CommittedEvents(database, app);
      var created = events.of(session -> session.persist(new Purchase()));
      assertThat(only(created, "purchase.created").data())
          .contains("\"buyer\":null")
          .contains("\"receipt\":null")
          .contains("\"lines\":[]");

      events.of(
          session -> {
            var item = Trade.item(9, "Gear");
            session.persist(item);
            var label = new Label();
            label.item = item;
            session.persist(label);
          });
      var changed =
          events.of(
              session -> {
                session.remove(
                    session.createSelectionQuery("from Label", Label.class).getSingleResult());
                session.createSelectionQuery("from Item", Item.class).getSingleResult().name =
                    "Cog";
              });
      assertThat(only(changed, "item.updated").data()).contains("\"labels\":[]");
    }
  }

  @Test
  void idClasses_andSubclasses_areEnrichedToo() {
    var database = database();
    try (var app =
        app(database)
            .with("hookstone.enrich.Seat", "buyer(name)")
            .with("hookstone.enrich.Buyer", "city: address.city")
            .start()) {
      var events = new CommittedEvents(database, app);
      var created =
          events.of(
              session -> {
                for (int place = 1; place <= 2; place++) {
                  var seat = new Seat();
                  seat.hall = "A \"x\"";
                  seat.place = place;
                  seat.buyer = place == 1 ? company(session) : null;
                  session.persist(seat);
                }
              });
      assertThat(
              created.stream()
                  .filter(e -> e.type().equals("seat.created"))
                  .map(WebhookEvent::data)
                  .toList())
          .anySatisfy(
              d -> assertThat(d).contains("\"place\":1").contains("\"buyer\":{\"name\":\"ACME\"}"))
          .anySatisfy(d -> assertThat(d).contains("\"place\":2").contains("\"buyer\":null"));
      assertThat(only(created, "company.created").data()).contains("\"city\":\"Graz\"");
    }
  }

  @Test
  void aRowThatIsGone_keepsWhatWasCaptured() {
    var database = database();
    try (var app =
        app(database)
            .with("hookstone.enrich.Purchase", "buyer(name), lines(quantity)")
            .with("hookstone.batch.window", "1s")
            .start()) {
      var events = new CommittedEvents(database, app);
      app.inTransaction(EntityGraphContract::purchase);
      app.inTransaction(
          session -> {
            session.createMutationQuery("delete from Line").executeUpdate();
            session.createMutationQuery("delete from Purchase").executeUpdate();
          });
      var created = data(only(events.next(), "purchase.created"));
      assertThat(created.path("buyer").path("id").isNumber()).isTrue();
      assertThat(created.path("lines").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Purchas | buyer | HKS1010 | such as 'Purchase'",
        "Purchase | buyr | HKS1012 | such as 'buyer'",
        "Purchase | buyer(password) | HKS1013 | Buyer.password",
        "Purchase | buyer(nmae) | HKS1012 | such as 'name'",
        "Purchase | version(x) | HKS1017 | Purchase.version",
        "Purchase | buyer(name | HKS1015 | character 11",
        "Purchase | buyer, buyer(name) | HKS1016 | twice",
      })
  void startUp_refuses_whatCannotBe(String entity, String text, String code, String says) {
    var application = app(database()).with("hookstone.enrich." + entity, text);
    assertThatThrownBy(() -> application.start().close())
        .hasMessageContaining("HKS0920")
        .hasMessageContaining("hookstone.enrich." + entity)
        .hasMessageContaining(code)
        .hasMessageContaining(says);
  }

  @Test
  void whatNeedsNoNames_isHibernatesOwnLanguage() {
    try (var app = app(database()).start()) {
      var graph =
          GraphParser.parse(
              Purchase.class,
              "buyer(name, email), lines(quantity, item(name))",
              app.sessionFactory());
      assertThat(graph.getAttributeNodes()).hasSize(2);
    }
  }
}
