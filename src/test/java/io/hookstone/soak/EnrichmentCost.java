package io.hookstone.soak;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What enrichment costs: relays the same orders, with a customer and three lines each, from the
 * outbox to events on PostgreSQL, with and without the order enricher, and prints both rates.
 *
 * <p>{@code mvn test-compile exec:java -Dexec.mainClass=io.hookstone.soak.EnrichmentCost}
 */
public final class EnrichmentCost {

  private static final int TRANSACTIONS = 2_000;
  private static final int ORDERS_PER_TRANSACTION = 10;
  private static final int ROUNDS = 3;
  private static final String ENRICHMENT =
      "customer(name, email), lines(quantity, product(sku, name))";

  private EnrichmentCost() {}

  /** A customer. */
  @Entity(name = "Customer")
  @Table(name = "cost_customer")
  static class Customer {
    @Id @GeneratedValue @Nullable Long id;
    String name = "ACME";
    String email = "a@acme.example";
  }

  /** A product. */
  @Entity(name = "Product")
  @Table(name = "cost_product")
  static class Product {
    @Id @GeneratedValue @Nullable Long id;
    String sku = "B-1";
    String name = "Bolt";
  }

  /** An order. */
  @Entity(name = "Order")
  @Table(name = "cost_order")
  static class Order {
    @Id @GeneratedValue @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Customer customer;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
    List<Line> lines = new ArrayList<>();
  }

  /** A line of it. */
  @Entity(name = "Line")
  @Table(name = "cost_line", indexes = @jakarta.persistence.Index(columnList = "order_id"))
  static class Line {
    @Id @GeneratedValue @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Order order;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Product product;

    int quantity;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    var database = TestDatabase.postgres();
    make(database);
    relay(database, true);
    double plain = 0;
    double enriched = 0;
    for (int round = 0; round < ROUNDS; round++) {
      plain = Math.max(plain, relay(database, false));
      enriched = Math.max(enriched, relay(database, true));
    }
    ChildJvm.say(
        String.format(
            Locale.ROOT,
            "plain=%.0f/s enriched=%.0f/s ratio=%.2f costPerEvent=%.0fus",
            plain,
            enriched,
            enriched / plain,
            1e6 / enriched - 1e6 / plain));
  }

  private static TestApplication.Builder app(TestDatabase database) {
    return TestApplication.on(database)
        .entities(Customer.class, Product.class, Order.class, Line.class)
        .with("hookstone.entities.include", "Order");
  }

  private static void make(TestDatabase database) {
    try (var app =
        app(database)
            .with("hookstone.batch.window", "1h")
            .with("hookstone.batch.max-size", "10000")
            .start()) {
      for (int i = 0; i < TRANSACTIONS; i++) {
        app.inTransaction(
            session -> {
              for (int o = 0; o < ORDERS_PER_TRANSACTION; o++) {
                var order = new Order();
                order.customer = new Customer();
                session.persist(order.customer);
                for (int quantity = 1; quantity <= 3; quantity++) {
                  var line = new Line();
                  line.order = order;
                  line.product = new Product();
                  session.persist(line.product);
                  line.quantity = quantity;
                  order.lines.add(line);
                }
                session.persist(order);
              }
            });
      }
      database.execute(
          "create table cost_backlog as select id, tenant_id, created_at - interval '1 hour' as created_at,"
              + " changes from webhook_outbox");
      database.execute("truncate webhook_outbox");
    }
    database.execute("vacuum analyze");
  }

  private static double relay(TestDatabase database, boolean enriched) {
    var application = app(database);
    if (enriched) {
      application.with("hookstone.enrich.Order", ENRICHMENT);
    }
    try (var app = application.start()) {
      database.execute("truncate webhook_event cascade");
      long start = System.nanoTime();
      database.execute(
          "insert into webhook_outbox (id, tenant_id, created_at, changes) select * from cost_backlog");
      while (app.sessionFactory().isOpen()
          && database.count("select count(*) from (select 1 from webhook_outbox limit 1) r") > 0) {
        LockSupport.parkNanos(10_000_000);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long events = database.count("select count(*) from webhook_event");
      if (events != (long) TRANSACTIONS * ORDERS_PER_TRANSACTION) {
        throw new IllegalStateException(events + " events.");
      }
      return events / seconds;
    }
  }
}
