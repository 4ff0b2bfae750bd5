package io.hookstone.testkit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** The entities of the applications in tests of delivery and administration. */
public final class Shop {

  private Shop() {}

  /** An order. */
  @Entity(name = "Order")
  @Table(name = "shop_order")
  public static class Order {
    @Id @GeneratedValue public @Nullable Long id;
    public @Nullable String name;
  }

  /** A customer. */
  @Entity(name = "Customer")
  @Table(name = "shop_customer")
  public static class Customer {
    @Id @GeneratedValue public @Nullable Long id;
    public @Nullable String name;
  }

  public static Class<?>[] entities() {
    return new Class<?>[] {Order.class, Customer.class};
  }

  /** Commits a new order; returns its id. */
  public static Long order(TestApplication app, String name) {
    return java.util.Objects.requireNonNull(
        app.fromTransaction(
            session -> {
              var order = new Order();
              order.name = name;
              session.persist(order);
              return order.id;
            }));
  }

  /** Commits a new customer; returns its id. */
  public static Long customer(TestApplication app, String name) {
    return java.util.Objects.requireNonNull(
        app.fromTransaction(
            session -> {
              var customer = new Customer();
              customer.name = name;
              session.persist(customer);
              return customer.id;
            }));
  }

  /** Waits, generously, as the machine may be busy. */
  public static ConditionFactory await() {
    return Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .pollInterval(java.time.Duration.ofMillis(20));
  }
}
