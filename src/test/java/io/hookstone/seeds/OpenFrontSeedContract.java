package io.hookstone.seeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.enrichers.CollectionAggregates;
import io.hookstone.seeds.Storefront.Address;
import io.hookstone.seeds.Storefront.Currency;
import io.hookstone.seeds.Storefront.Order;
import io.hookstone.seeds.Storefront.OrderLineItem;
import io.hookstone.seeds.Storefront.Product;
import io.hookstone.seeds.Storefront.ProductVariant;
import io.hookstone.seeds.Storefront.User;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import io.hookstone.verify.WebhookVerifier;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/**
 * The webhooks of Openfront. Its documents have lost their examples, so this one is made of what
 * they say. Run once per database.
 */
abstract class OpenFrontSeedContract {

  /** The totals of an order. */
  public static class Totals extends CollectionAggregates {
    public Totals() {
      super("Order", "lineItems", count("itemCount"), sum("total", "total"));
    }
  }

  abstract TestDatabase database();

  private TestApplication app() {
    return TestApplication.on(database())
        .entities(Storefront.entities())
        .with("hookstone.batch.window", "10ms")
        .with(
            "hookstone.enrich.Order",
            "currency(code, symbol), shippingAddress(id, city, postalCode),"
                + " billingAddress(id, city, postalCode), customer: user(id, name, email),"
                + " lineItems(quantity, total, variant(id, sku, title, product(id, title)))")
        .with("hookstone.enrichers", Totals.class.getName())
        .start();
  }

  private static void place(Session session) {
    var order = new Order();
    order.id = "ord-1";
    order.displayId = 1042;
    order.user = new User();
    order.user.id = "usr-1";
    order.user.name = "Ada";
    order.user.email = "ada@example.com";
    order.user.password = "hunter2";
    order.currency = new Currency();
    order.currency.code = "EUR";
    order.currency.symbol = "€";
    order.shippingAddress = new Address("adr-1", "Graz", "8010");
    order.billingAddress = new Address("adr-2", "Wien", "1010");
    var variant = new ProductVariant();
    variant.id = "var-1";
    variant.sku = "TEE-M";
    variant.title = "Medium";
    variant.product = new Product();
    variant.product.id = "prd-1";
    variant.product.title = "Tee";
    for (Object parent :
        new Object[] {
          order.user, order.currency, order.shippingAddress, order.billingAddress, variant.product
        }) {
      session.persist(parent);
    }
    session.persist(variant);
    line(order, variant, 2, "39.80");
    line(order, variant, 1, "9.90");
    session.persist(order);
  }

  private static void line(Order order, ProductVariant variant, int quantity, String total) {
    var line = new OrderLineItem();
    line.order = order;
    line.variant = variant;
    line.quantity = quantity;
    line.total = new BigDecimal(total);
    order.lineItems.add(line);
  }

  private static Received only(Receiver receiver, String topic) {
    return receiver.received().stream()
        .filter(webhook -> topic.equals(webhook.headers().get("x-openfront-topic")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void orders_haveTheDocumentedKeysHeadersAndEnrichment() throws Exception {
    try (var receiver = Receiver.start();
        var app = app()) {
      var registered =
          app.hookstone()
              .endpoints()
              .register(
                  NewEndpoint.to(receiver.url())
                      .format("openfront")
                      .events("order.created", "order.updated", "productvariant.created"));
      assertThat(registered.secret().reveal()).matches("[0-9a-f]{64}");
      app.inTransaction(OpenFrontSeedContract::place);
      receiver.await(2);
      app.inTransaction(session -> session.find(Order.class, "ord-1").status = "paid");
      receiver.await(3);

      for (Received webhook : receiver.received()) {
        WebhookVerifier.verifyText(
            registered.secret().reveal(),
            webhook.headers().getOrDefault("x-openfront-webhook-signature", ""),
            webhook.body().getBytes(UTF_8));
        assertThat(webhook.body()).doesNotContain("hunter2");
      }
      updated(only(receiver, "order.updated"));
      var created = Example.read(only(receiver, "order.created").body());
      assertThat(created.propertyNames())
          .containsExactly("event", "timestamp", "listKey", "operation", "data");
      assertThat(created.path("event").asString()).isEqualTo("order.create");
      assertThat(created.path("data").path("total").toString()).isEqualTo("49.70");
      assertThat(only(receiver, "productvariant.created").headers())
          .containsEntry("x-openfront-listkey", "ProductVariant")
          .containsEntry("x-openfront-operation", "create");
    }
  }

  private static void updated(Received webhook) {
    assertThat(webhook.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-openfront-topic", "order.updated")
        .containsEntry("x-openfront-listkey", "Order")
        .containsEntry("x-openfront-operation", "update");
    assertThat(UUID.fromString(webhook.headers().getOrDefault("x-openfront-delivery-id", "")))
        .isNotNull();
    var actual = Example.read(webhook.body());
    var expected = Example.of("openfront-order-updated");
    Example.sameKeys(actual, expected);
    assertThat(actual.path("timestamp").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    actual.set("timestamp", expected.get("timestamp"));
    Example.sameFields(actual.path("data"), expected.path("data"));
    Example.sameFields(actual.path("previousData"), expected.path("previousData"));
    assertThat(actual.path("changes")).isEqualTo(expected.path("changes"));
  }

  @Test
  void deletedOrder_isTheOldRow() throws Exception {
    try (var receiver = Receiver.start();
        var app = app()) {
      app.inTransaction(OpenFrontSeedContract::place);
      app.hookstone()
          .endpoints()
          .register(NewEndpoint.to(receiver.url()).format("openfront").events("order.deleted"));
      app.inTransaction(session -> session.remove(session.find(Order.class, "ord-1")));

      var webhook = receiver.await(1).get(0);
      var body = Example.read(webhook.body());
      assertThat(webhook.headers()).containsEntry("x-openfront-topic", "order.deleted");
      assertThat(body.propertyNames())
          .containsExactly("event", "timestamp", "listKey", "operation", "data");
      assertThat(body.path("event").asString()).isEqualTo("order.delete");
      assertThat(body.path("data").path("id").asString()).isEqualTo("ord-1");
      assertThat(body.path("data").path("status").asString()).isEqualTo("pending");
    }
  }
}
