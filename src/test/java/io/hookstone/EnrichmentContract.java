package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enrichers from the settings to the body. Run once per database. */
abstract class EnrichmentContract {

  /** An order with lines. */
  @Entity(name = "Order")
  @jakarta.persistence.Table(name = "orders")
  static class Order {
    @Id @GeneratedValue @Nullable Long id;
    BigDecimal total = new BigDecimal("10.500");

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
    List<OrderLine> lines = new ArrayList<>();
  }

  /** A line of an order. */
  @Entity(name = "OrderLine")
  static class OrderLine {
    @Id @GeneratedValue @Nullable Long id;
    @ManyToOne @Nullable Order order;
    int quantity;
  }

  /** Adds the sum of the quantities to all orders of a batch with one query. */
  public static final class QuantityEnricher implements Enricher {
    static final List<Integer> CALLS = new CopyOnWriteArrayList<>();

    @Override
    public boolean enriches(String entity) {
      return entity.equals("Order");
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      CALLS.add(events.size());
      var ids = events.stream().map(event -> event.id(Long.class)).toList();
      Map<Object, Object> sums = new java.util.HashMap<>();
      context
          .session()
          .createSelectionQuery(
              "select l.order.id, sum(l.quantity) from OrderLine l where l.order.id in :ids"
                  + " group by l.order.id",
              Object[].class)
          .setParameter("ids", ids)
          .getResultList()
          .forEach(row -> sums.put(row[0], row[1]));
      events.forEach(event -> event.put("quantity", sums.get(event.id(Long.class))));
    }
  }

  /** Adds something and then fails. */
  public static final class BrokenEnricher implements Enricher {
    @Override
    public boolean enriches(String entity) {
      return true;
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      events.get(0).put("halfDone", true);
      throw new IllegalStateException("broken");
    }
  }

  /** Fails with errors, already when it is asked. */
  public static final class BottomlessEnricher implements Enricher {
    @Override
    public boolean enriches(String entity) {
      if (entity.equals("Order")) {
        return true;
      }
      throw new IllegalStateException("broken");
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      throw new StackOverflowError("bottomless");
    }
  }

  abstract TestDatabase database();

  @BeforeEach
  void forget() {
    QuantityEnricher.CALLS.clear();
  }

  @Test
  void enrichers_addToTheData_aBatchAtATime_andABrokenOneTakesNothingWithIt() {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Order.class, OrderLine.class)
                .with(
                    "hookstone.enrichers",
                    BrokenEnricher.class.getName()
                        + ", "
                        + QuantityEnricher.class.getName()
                        + ", io.hookstone.enrichers.CollectionSizes")
                .endpoint("erp", receiver.url(), "order.created")
                .start()) {
      for (int i = 0; i < 20; i++) {
        app.inTransaction(
            session -> {
              var order = new Order();
              for (int quantity = 1; quantity <= 3; quantity++) {
                var line = new OrderLine();
                line.order = order;
                line.quantity = quantity;
                order.lines.add(line);
              }
              session.persist(order);
            });
      }

      assertThat(receiver.await(20))
          .allSatisfy(
              webhook -> {
                var data = webhook.json().path("data");
                assertThat(data.path("quantity").asInt()).isEqualTo(6);
                assertThat(data.path("sizes").path("lines").asInt()).isEqualTo(3);
                assertThat(webhook.body()).contains("\"total\":10.500").doesNotContain("halfDone");
              });
      assertThat(QuantityEnricher.CALLS.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
      assertThat(QuantityEnricher.CALLS).hasSizeLessThan(20);
    }
  }

  @Test
  void sendsEventsPlain_andGoesOn_whenAnEnricherThrowsAnError_orDoesNotEvenAnswer() {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Order.class, OrderLine.class)
                .with("hookstone.batch.window", "10ms")
                .with("hookstone.enrichers", BottomlessEnricher.class.getName())
                .endpoint("erp", receiver.url(), "*")
                .start()) {
      app.inTransaction(session -> session.persist(new Order()));
      receiver.await(1);
      app.inTransaction(session -> session.persist(new OrderLine()));
      receiver.await(2);
      app.inTransaction(session -> session.persist(new Order()));

      assertThat(receiver.await(3))
          .extracting(webhook -> webhook.json().path("type").asString())
          .containsExactly("order.created", "orderLine.created", "order.created");
    }
  }

  @Test
  void startUp_refuses_whatIsNoEnricher() {
    var application =
        TestApplication.on(database())
            .entities(Order.class, OrderLine.class)
            .with("hookstone.enrichers", "java.lang.String");
    Assertions.assertThatThrownBy(application::start)
        .hasMessageContaining("HKS0915")
        .hasMessageContaining("java.lang.String");
  }
}
