package io.hookstone;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.WebhookEventType;
import io.hookstone.capture.WebhookIgnore;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.SchemaCheck;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Event types of an application's own. The types are the twelve of {@code
 * openboxes-lift-webhooks.txt}. Run once per database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventRulesContract {

  enum Status {
    PENDING,
    PLACED,
    SHIPPED,
    RECEIVED,
    CANCELED
  }

  @Embeddable
  static class Place {
    @Nullable String city;
    int floor;
    @WebhookIgnore @Nullable String note;
  }

  @Entity(name = "Location")
  @Table(name = "rule_location")
  static class Location {
    @Id Long id = 1L;

    Location() {}

    Location(long id) {
      this.id = id;
    }
  }

  @Entity(name = "StockMovement")
  @Table(name = "rule_movement")
  @WebhookEventType(name = "stockMovement.shipped", on = "status -> SHIPPED")
  @WebhookEventType(name = "stockMovement.received", on = "status: SHIPPED -> RECEIVED instead")
  static class StockMovement {
    @Id Long id = 1L;

    @Enumerated(EnumType.STRING)
    Status status = Status.PENDING;

    BigDecimal weight = new BigDecimal("1.00");
    Place place = new Place();

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Location origin;

    @ElementCollection Set<String> tags = new HashSet<>();

    StockMovement() {}

    StockMovement(long id) {
      this.id = id;
    }
  }

  @Entity(name = "ExpressMovement")
  static class ExpressMovement extends StockMovement {
    ExpressMovement() {}

    ExpressMovement(long id) {
      super(id);
    }
  }

  @Entity(name = "PurchaseOrder")
  @Table(name = "rule_purchase")
  static class PurchaseOrder {
    @Id Long id = 1L;

    @Enumerated(EnumType.STRING)
    Status status = Status.PENDING;
  }

  @Entity(name = "InventoryTransaction")
  @Table(name = "rule_inventory")
  static class InventoryTransaction {
    @Id Long id = 1L;
    String kind = "";

    InventoryTransaction() {}

    InventoryTransaction(long id, String kind) {
      this.id = id;
      this.kind = kind;
    }
  }

  @Entity(name = "Product")
  @Table(name = "rule_product")
  static class Product {
    @Id Long id = 1L;
    @Nullable String name;
    BigDecimal price = BigDecimal.ONE;
  }

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Location.class,
              StockMovement.class,
              ExpressMovement.class,
              PurchaseOrder.class,
              InventoryTransaction.class,
              Product.class)
          .with("hookstone.batch.window", "1ms")
          .with("hookstone.event-type.stockMovement.canceled", "StockMovement: status -> CANCELED")
          .with(
              "hookstone.event-type.stockMovement.moved",
              "StockMovement: place.city: Paris -> Rome|null or origin.id -> 2")
          .with("hookstone.event-type.stockMovement.tagged", "StockMovement: tags -> *")
          .with("hookstone.event-type.stockMovement.weighed", "StockMovement: weight -> 2.5")
          .with("hookstone.event-type.purchaseOrder.placed", "PurchaseOrder: status -> PLACED")
          .with("hookstone.event-type.purchaseOrder.received", "PurchaseOrder: status -> RECEIVED")
          .with("hookstone.event-type.inventory.adjusted", transaction("ADJUST"))
          .with("hookstone.event-type.inventory.received", transaction("RECEIPT"))
          .with("hookstone.event-type.inventory.transferred", transaction("TRANSFER"))
          .with(
              "hookstone.event-type.product.updated",
              "Product: update when has(changes.price) && changes.price.to > changes.price.from")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);

  private static String transaction(String kind) {
    return "InventoryTransaction: create when data.kind == '" + kind + "' instead";
  }

  abstract TestDatabase database();

  @Test
  void examples_ofTransitions_tellWhatHasChanged() {
    var catalogue = app.hookstone().catalogue();
    assertThat(catalogue.types())
        .allSatisfy(type -> SchemaCheck.check(type.schema(), type.example(), List.of()));
    assertThat(catalogue.required("stockMovement.received").exampleChanges())
        .hasValue("{\"status\":{\"from\":\"SHIPPED\",\"to\":\"RECEIVED\"}}");
    assertThat(catalogue.required("stockMovement.received").example())
        .contains("\"status\" : \"RECEIVED\"")
        .doesNotContain("previous");
    assertThat(catalogue.required("stockMovement.weighed").example())
        .contains("\"previous\" : \"unknown\"");
  }

  @BeforeAll
  void locations() {
    events.of(
        session -> {
          session.persist(new Location(1));
          session.persist(new Location(2));
        });
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private List<String> movement(long id, Consumer<StockMovement> change) {
    return summary(events.of(session -> change.accept(session.find(StockMovement.class, id))));
  }

  @Test
  void stockMovements_shipBesideTheDefault_andAreReceivedInsteadOfIt() {
    assertThat(summary(events.of(session -> session.persist(new StockMovement(10)))))
        .containsExactly("stockMovement.created 10");
    assertThat(movement(10, movement -> movement.status = Status.SHIPPED))
        .containsExactly("stockMovement.updated 10", "stockMovement.shipped 10");
    assertThat(movement(10, movement -> movement.status = Status.RECEIVED))
        .containsExactly("stockMovement.received 10");
    assertThat(movement(10, movement -> movement.status = Status.CANCELED))
        .containsExactly("stockMovement.updated 10", "stockMovement.canceled 10");
    // Received without having been shipped is another story.
    assertThat(movement(10, movement -> movement.status = Status.RECEIVED))
        .containsExactly("stockMovement.updated 10");
    assertThat(
            summary(events.of(session -> session.remove(session.find(StockMovement.class, 10L)))))
        .containsExactly("stockMovement.deleted 10");
  }

  @Test
  void severalRules_fireInTheirOrder_eachEventWithAnIdOfItsOwn() {
    events.of(session -> session.persist(new StockMovement(11)));
    List<WebhookEvent> fired =
        events.of(
            session -> {
              var movement = session.find(StockMovement.class, 11L);
              movement.status = Status.SHIPPED;
              movement.tags.add("urgent");
              movement.weight = new BigDecimal("2.50");
            });
    assertThat(summary(fired))
        .containsExactly(
            "stockMovement.updated 11",
            "stockMovement.shipped 11",
            "stockMovement.tagged 11",
            "stockMovement.weighed 11");
    assertThat(fired).extracting(WebhookEvent::id).doesNotHaveDuplicates();
    assertThat(fired).extracting(WebhookEvent::data).containsOnly(fired.get(0).data());
    assertThat(fired)
        .extracting(WebhookEvent::transactionId)
        .containsOnly(fired.get(0).transactionId());
  }

  @Test
  void paths_leadIntoEmbeddablesAndToIds() {
    events.of(
        session -> {
          var movement = new StockMovement(12);
          movement.place.city = "Paris";
          movement.origin = session.getReference(Location.class, 1L);
          session.persist(movement);
        });
    assertThat(movement(12, movement -> movement.place.floor = 3))
        .containsExactly("stockMovement.updated 12");
    assertThat(movement(12, movement -> movement.place.city = "Oslo"))
        .containsExactly("stockMovement.updated 12");
    assertThat(movement(12, movement -> movement.place.city = "Paris"))
        .containsExactly("stockMovement.updated 12");
    assertThat(movement(12, movement -> movement.place.city = null))
        .containsExactly("stockMovement.updated 12", "stockMovement.moved 12");
    assertThat(
            summary(
                events.of(
                    session ->
                        session.find(StockMovement.class, 12L).origin =
                            session.getReference(Location.class, 2L))))
        .containsExactly("stockMovement.updated 12", "stockMovement.moved 12");
  }

  @Test
  void ruleForASuperclass_firesForItsSubclasses() {
    events.of(session -> session.persist(new ExpressMovement(13)));
    assertThat(movement(13, movement -> movement.status = Status.SHIPPED))
        .containsExactly("expressMovement.updated 13", "stockMovement.shipped 13");
  }

  @Test
  void updateWithoutPreviousValues_firesNoTransition() {
    events.of(session -> session.persist(new StockMovement(14)));
    app.sessionFactory()
        .inStatelessTransaction(
            session -> {
              var movement = session.get(StockMovement.class, 14L);
              movement.status = Status.SHIPPED;
              session.update(movement);
            });
    assertThat(summary(events.next())).containsExactly("stockMovement.updated 14");
  }

  @Test
  void purchaseOrders_inventory_andProducts() {
    assertThat(summary(events.of(session -> session.persist(new PurchaseOrder()))))
        .containsExactly("purchaseOrder.created 1");
    assertThat(
            summary(
                events.of(session -> session.find(PurchaseOrder.class, 1L).status = Status.PLACED)))
        .contains("purchaseOrder.placed 1");
    assertThat(
            summary(
                events.of(
                    session -> session.find(PurchaseOrder.class, 1L).status = Status.RECEIVED)))
        .contains("purchaseOrder.received 1");
    assertThat(
            summary(
                events.of(
                    session -> {
                      session.persist(new InventoryTransaction(1, "ADJUST"));
                      session.persist(new InventoryTransaction(2, "RECEIPT"));
                      session.persist(new InventoryTransaction(3, "TRANSFER"));
                      session.persist(new InventoryTransaction(4, "OTHER"));
                    })))
        .containsExactly(
            "inventory.adjusted 1",
            "inventory.received 2",
            "inventory.transferred 3",
            "inventoryTransaction.created 4");
    assertThat(summary(events.of(session -> session.persist(new Product()))))
        .containsExactly("product.created 1");
  }

  @Test
  void ruleWithTheNameOfTheDefaultEvent_takesItsPlace() {
    events.of(
        session -> {
          var product = new Product();
          product.id = 2L;
          session.persist(product);
        });
    assertThat(product(product -> product.name = "Aspirin")).isEmpty();
    assertThat(product(product -> product.price = new BigDecimal("0.50"))).isEmpty();
    assertThat(product(product -> product.price = BigDecimal.TEN))
        .containsExactly("product.updated 2");
  }

  private List<String> product(Consumer<Product> change) {
    return summary(events.of((Session session) -> change.accept(session.find(Product.class, 2L))));
  }

  @Test
  void mistakesInRules_keepTheFactoryFromStarting_allAtOnce() {
    var broken =
        TestApplication.on(database())
            .entities(Product.class)
            .with("hookstone.event-type.product.hidden", "Product: secretNote -> *")
            .with("hookstone.event-type.product.gone", "Produkt: delete");
    assertThatThrownBy(broken::start)
        .hasStackTraceContaining("HKS0406: 'Product' has no property 'secretNote'")
        .hasStackTraceContaining("HKS0405: There is no captured entity 'Produkt' (position 1).")
        .hasStackTraceContaining("(hookstone.event-type.product.gone)");
  }
}
