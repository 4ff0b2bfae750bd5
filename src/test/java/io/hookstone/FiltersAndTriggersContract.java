package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.SchemaCheck;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.Shop.Customer;
import io.hookstone.testkit.Shop.Order;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Filters of endpoints, the catalogue, and events made by hand. Run once per database. */
abstract class FiltersAndTriggersContract {

  /** Adds where an order comes from: its name, for simplicity. */
  public static final class OriginEnricher implements Enricher {
    @Override
    public boolean enriches(String entity) {
      return entity.equals("Order");
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      for (EnrichableEvent event : events) {
        var order = context.session().find(Order.class, event.id(Long.class));
        event.put("origin", Map.of("id", order == null ? "gone" : String.valueOf(order.name)));
      }
    }

    @Override
    public Optional<String> schema(String entity) {
      return Optional.of(
          """
          {"type": "object", "properties": {"origin": {"type": "object",
            "properties": {"id": {"type": "string"}}, "required": ["id"],
            "examples": [{"id": "loc-001"}]}}}
          """);
    }
  }

  private final Receiver receiver = Receiver.start();
  private TestDatabase database = TestDatabase.h2();
  private TestApplication app = start();

  abstract TestDatabase database();

  private TestApplication start() {
    return TestApplication.on(database)
        .entities(Shop.entities())
        .with("hookstone.batch.window", "1ms")
        .with("hookstone.enrichers", OriginEnricher.class.getName())
        .with("hookstone.event-type.order.named", "Order: name -> * when data.name != 'secret'")
        .with("hookstone.endpoint.berlin.url", receiver.url() + "/berlin")
        .with("hookstone.endpoint.berlin.events", "order.*")
        .with("hookstone.endpoint.berlin.secret", Receiver.SECRET)
        .with("hookstone.endpoint.berlin.filter", "data.origin.id == 'loc-001'")
        .start();
  }

  @BeforeEach
  void freshDatabase() {
    app.close();
    database = database();
    app = start();
  }

  @AfterEach
  void stop() {
    app.close();
    receiver.close();
  }

  private UUID berlin() {
    return app.hookstone().endpoints().find("berlin").orElseThrow().id();
  }

  @Test
  void filter_seesTheEnrichedData_andDropsTheRest() {
    Shop.order(app, "loc-002");
    Shop.customer(app, "loc-001");
    Shop.order(app, "loc-001");
    var received = receiver.await(1);
    assertThat(received).hasSize(1);
    assertThat(received.get(0).json().at("/data/name").stringValue()).isEqualTo("loc-001");
    assertThat(app.hookstone().events().list(io.hookstone.event.EventQuery.where()).items())
        .hasSize(3);
  }

  @Test
  void wrongFilter_isRefusedAtRegistrationAndAtUpdate() {
    var endpoints = app.hookstone().endpoints();
    var wanted = NewEndpoint.to(receiver.url()).events("order.*");
    assertThatThrownBy(() -> endpoints.register(wanted.filter("data.name = 'x'")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "HKS1102: The condition 'data.name = 'x'' is wrong at line 1, column ");
    var id = endpoints.register(wanted.filter("has(data.name)")).endpoint().id();
    assertThatThrownBy(() -> endpoints.update(id, present -> present.filter("nme == 'x'")))
        .hasMessageContaining("line 1, column 1: undeclared reference to 'nme'");
    assertThat(endpoints.find(id).orElseThrow().filter()).contains("has(data.name)");
  }

  @Test
  void filterThatSomebodyBroke_matchesNothing() {
    var other =
        app.hookstone()
            .endpoints()
            .register(NewEndpoint.to(receiver.url() + "/other").events("order.*"));
    try (var log = CapturedLog.start()) {
      database.execute(
          "update webhook_endpoint set event_filter = 'data.', version = version + 1"
              + " where name = 'berlin'");
      Shop.await().until(() -> log.text().contains("HKS0521"));
    }
    Shop.order(app, "loc-001");
    receiver.await(1);
    assertThat(database.count("select count(*) from webhook_delivery")).isEqualTo(1);
    assertThat(other.endpoint().filter()).isEmpty();
  }

  @Test
  void typeThatCannotOccur_isRefusedWithTheNearest() {
    var endpoints = app.hookstone().endpoints();
    assertThatThrownBy(
            () -> endpoints.register(NewEndpoint.to(receiver.url()).events("order.craeted")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HKS0411: 'events' contains 'order.craeted'")
        .hasMessageContaining("Did you mean 'order.created'");
    assertThatThrownBy(() -> endpoints.register(NewEndpoint.to(receiver.url()).events("ordr.*")))
        .hasMessageContaining("Did you mean 'order.*'");
    var id =
        endpoints.register(NewEndpoint.to(receiver.url()).events("order.named")).endpoint().id();
    assertThatThrownBy(() -> endpoints.update(id, present -> present.events("*.vanished")))
        .hasMessageContaining("HKS0411: 'events' contains '*.vanished'");
  }

  @Test
  void subscriptionFromBefore_isWarnedOfAndStays() {
    app.hookstone().endpoints().register(NewEndpoint.to(receiver.url()).named("former"));
    database.execute("update webhook_endpoint set events = 'invoice.*' where name = 'former'");
    try (var log = CapturedLog.start()) {
      app.close();
      app = start();
      assertThat(log.text()).contains("HKS0412", "endpoint=former events=invoice.*");
    }
    var former = app.hookstone().endpoints().find("former").orElseThrow();
    var changed =
        app.hookstone().endpoints().update(former.id(), present -> present.description("still"));
    assertThat(changed.subscription().text()).isEqualTo("invoice.*");
  }

  @Test
  void catalogue_hasEveryTypeWithSchemaAndExample() {
    var types = app.hookstone().catalogue().types();
    assertThat(types)
        .extracting(Object::toString)
        .containsExactly(
            "customer.created",
            "customer.deleted",
            "customer.updated",
            "order.created",
            "order.deleted",
            "order.named",
            "order.updated");
    assertThat(types)
        .allSatisfy(type -> SchemaCheck.check(type.schema(), type.example(), List.of()));
    var named = app.hookstone().catalogue().type("order.named").orElseThrow();
    assertThat(named.description()).isEqualTo("Order: name -> * when data.name != 'secret'");
    assertThat(named.exampleData()).contains("\"origin\":{\"id\":\"loc-001\"}");
    assertThatThrownBy(
            () ->
                SchemaCheck.check(
                    named.schema(),
                    named.example().replace("loc-001\"", "x\", \"id\": 5"),
                    List.of()))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void trigger_sendsThePresentState_markedAsManual() {
    Order order = new Order();
    order.id = Shop.order(app, "elsewhere");
    order.name = "loc-001";
    app.inTransaction(session -> session.find(Order.class, order.id).name = "loc-001");
    receiver.await(1);

    var transaction = app.hookstone().trigger("order.created", order);

    Shop.await().until(() -> manual().isPresent());
    var json = manual().orElseThrow();
    assertThat(json.path("type").stringValue()).isEqualTo("order.created");
    assertThat(json.at("/data/name").stringValue()).isEqualTo("loc-001");
    assertThat(json.path("operation").stringValue()).isEqualTo("create");
    assertThat(json.path("transactionId").stringValue()).isEqualTo(transaction.toString());
  }

  private Optional<JsonNode> manual() {
    return receiver.received().stream()
        .map(Receiver.Received::json)
        .filter(json -> json.path("origin").asString("").equals("manual"))
        .findFirst();
  }

  @Test
  void trigger_refusesWhatIsNoEvent() {
    var hookstone = app.hookstone();
    var order = new Order();
    assertThatThrownBy(() -> hookstone.trigger("order.craeted", order))
        .hasMessageContaining(
            "HKS0413: There is no event type 'order.craeted'. Did you mean 'order.created'");
    assertThatThrownBy(() -> hookstone.trigger("customer.created", order))
        .hasMessageContaining(
            "HKS0414: The event type 'customer.created' is of 'Customer', not of 'Order'.");
    assertThatThrownBy(() -> hookstone.trigger("order.created", "an order"))
        .hasMessageContaining("HKS0415: 'java.lang.String' is no captured entity");
    assertThatThrownBy(() -> hookstone.trigger("order.created", order))
        .hasMessageContaining("HKS0417: The entity 'Order' has no identifier");
    Long id = Shop.customer(app, "somebody");
    app.inTransaction(
        session -> {
          var proxy = session.getReference(Customer.class, id);
          assertThatThrownBy(() -> hookstone.trigger("customer.created", proxy))
              .hasMessageContaining("HKS0416: ");
          assertThat(org.hibernate.Hibernate.isInitialized(proxy)).isFalse();
        });
  }

  @Test
  void sendTest_goesToThatEndpointAlone_whateverItsFilter() {
    var other =
        app.hookstone()
            .endpoints()
            .register(NewEndpoint.to(receiver.url() + "/other").events("customer.*"))
            .endpoint();
    app.hookstone().sendTest(other.id(), "order.named");
    var json = receiver.await(1).get(0).json();
    assertThat(json.path("type").stringValue()).isEqualTo("order.named");
    assertThat(json.path("origin").stringValue()).isEqualTo("test");
    assertThat(json.at("/data/origin/id").stringValue()).isEqualTo("loc-001");
    assertThat(json.has("previous")).isFalse();
    assertThat(json.at("/changes/name")).hasToString("{\"from\":\"other name\",\"to\":\"name\"}");
    assertThat(json.at("/data/name").stringValue()).isEqualTo("name");

    app.hookstone().sendTest(berlin());
    assertThat(receiver.await(2)).hasSize(2);
    var delivered = app.hookstone().events().list(io.hookstone.event.EventQuery.where()).items();
    assertThat(delivered).hasSize(2).allSatisfy(e -> SchemaCheck.check(app, e));
    assertThat(database.count("select count(*) from webhook_delivery")).isEqualTo(2);
  }

  @Test
  void sendTest_refusesAnEndpointThatIsNotActive() {
    var id = berlin();
    app.hookstone().endpoints().pause(id, "holidays");
    assertThatThrownBy(() -> app.hookstone().sendTest(id)).hasMessageContaining("HKS0418: ");
    assertThatThrownBy(() -> app.hookstone().sendTest(new UUID(0, 0)))
        .hasMessageContaining("HKS0418: ");
  }

  @Test
  void declaredEndpointWithATypeThatCannotOccur_keepsTheFactoryFromStarting() {
    var broken =
        TestApplication.on(database())
            .entities(Shop.entities())
            .endpoint("erp", receiver.url(), "order.payed");
    assertThatThrownBy(broken::start)
        .hasStackTraceContaining("HKS0411: 'events' contains 'order.payed'");
  }

  @Test
  void applicationWithoutEntities_hasNothingToTestWith() {
    try (var empty =
        TestApplication.on(database())
            .entities(Shop.entities())
            .with("hookstone.entities.include", "Nothing")
            .endpoint("erp", receiver)
            .start()) {
      var id = empty.hookstone().endpoints().find("erp").orElseThrow().id();
      assertThatThrownBy(() -> empty.hookstone().sendTest(id)).hasMessageContaining("HKS0419: ");
    }
  }
}
