package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enrichers that hang, fail, write or misuse what they are given. Run once per database. */
abstract class EnrichmentLimitsContract {

  abstract TestDatabase database();

  /** Does what the test says, for orders. */
  public static final class Misbehaving implements Enricher {
    static volatile Work work = (events, context) -> {};

    /** What to do. */
    interface Work {
      void with(List<EnrichableEvent> events, EnrichmentContext context) throws Exception;
    }

    @Override
    public boolean enriches(String entity) {
      return entity.equals("Order");
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      try {
        work.with(events, context);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeEach
  void behave() {
    Misbehaving.work = (events, context) -> {};
  }

  private static TestApplication.Builder app(TestDatabase database, Receiver receiver) {
    return TestApplication.on(database)
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.enrichers", Misbehaving.class.getName())
        .endpoint("erp", receiver.url(), "*");
  }

  @Test
  void anEnricherThatHangs_doesNotStopTheRelay_andItsEventsSayWhatTheyLack() {
    try (var receiver = Receiver.start();
        var app = app(database(), receiver).with("hookstone.enrichment.timeout", "100ms").start()) {
      Misbehaving.work = (events, context) -> new CountDownLatch(1).await();
      Shop.order(app, "first");
      Shop.customer(app, "ACME");
      Shop.order(app, "second");

      assertThat(receiver.await(3))
          .filteredOn(webhook -> webhook.type().equals("order.created"))
          .hasSize(2)
          .allSatisfy(
              webhook ->
                  assertThat(webhook.body()).contains("\"enrichmentFailed\":[\"Misbehaving\"]"));
    }
  }

  @Test
  void whatAnEnricherWrites_neverReachesTheDatabase_norBecomesAnEvent() {
    var database = database();
    try (var receiver = Receiver.start();
        var app = app(database, receiver).start()) {
      Misbehaving.work =
          (events, context) -> {
            events.get(0).put("seen", true);
            var session = context.session();
            session.find(Shop.Order.class, events.get(0).id(Long.class)).name = "changed";
            var customer = new Shop.Customer();
            customer.name = "invented";
            session.persist(customer);
            session.flush();
            session.createNativeMutationQuery("update shop_order set name = 'x'").executeUpdate();
          };
      Shop.order(app, "kept");
      receiver.await(1);
      Misbehaving.work = (events, context) -> context.session().close();
      Shop.order(app, "kept");
      receiver.await(2);
      Misbehaving.work = (events, context) -> context.session().getTransaction().rollback();
      Shop.order(app, "kept");

      assertThat(receiver.await(3))
          .allSatisfy(webhook -> assertThat(webhook.type()).isEqualTo("order.created"));
      assertThat(database.count("select count(*) from shop_order where name = 'kept'"))
          .isEqualTo(3);
      assertThat(database.count("select count(*) from shop_customer")).isZero();
      Shop.await().until(() -> app.pool().getHikariPoolMXBean().getActiveConnections() == 0);
    }
  }

  @Test
  void heldEvents_surviveARestart_andHoldUpNobodyElse() {
    var database = database();
    try (var receiver = Receiver.start()) {
      Misbehaving.work =
          (events, context) -> {
            throw new IllegalStateException("the other service is away");
          };
      try (var app =
          app(database, receiver).with("hookstone.enrichment.on-failure", "hold").start()) {
        app.inTransaction(
            session -> {
              var order = new Shop.Order();
              order.name = "held";
              session.persist(order);
            });
        Shop.customer(app, "ACME");
        receiver.await(1);
        assertThat(receiver.types()).containsExactly("customer.created");
      }
      assertThat(database.count("select count(*) from webhook_outbox")).isEqualTo(1);

      Misbehaving.work = (events, context) -> events.forEach(e -> e.put("enriched", true));
      try (var app =
          app(database, receiver).with("hookstone.enrichment.on-failure", "hold").start()) {
        assertThat(receiver.await(2).get(1).body())
            .contains("\"enriched\":true")
            .doesNotContain("enrichmentFailed");
        assertThat(app.pool().isClosed()).isFalse();
      }
    }
  }

  @Test
  void heldEvents_goOutPlain_whenTheirTimeIsOver() {
    var database = database();
    try (var receiver = Receiver.start();
        var app =
            app(database, receiver)
                .with("hookstone.enrichment.on-failure", "hold")
                .with("hookstone.enrichment.hold-for", "2s")
                .start()) {
      Misbehaving.work =
          (events, context) -> {
            throw new IllegalStateException("away for good");
          };
      Shop.order(app, "held");
      assertThat(receiver.await(1).get(0).body())
          .contains("\"enrichmentFailed\":[\"Misbehaving\"]");
    }
  }
}
