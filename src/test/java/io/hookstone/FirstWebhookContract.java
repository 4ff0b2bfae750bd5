package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.event.EventQuery;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shortest way from an entity to a verified request and its record. Run once per database. */
abstract class FirstWebhookContract {

  /** A product as an application would have it. */
  @Entity(name = "Product")
  static class Product {
    @Id @GeneratedValue @Nullable Long id;
    @Nullable String name;
    @Nullable BigDecimal price;
  }

  abstract TestDatabase database();

  @Test
  void delivers_whatWasCommitted_signedAndRecorded() throws Exception {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Product.class)
                .endpoint("erp", receiver)
                .start()) {
      app.inTransaction(
          session -> {
            var product = new Product();
            product.name = "Ibuprofen \"200\" mg – ünïcödé 💊";
            product.price = new BigDecimal("12.3400");
            session.persist(product);
          });

      var webhook = receiver.await(1).get(0);
      webhook.verify(Receiver.SECRET);
      assertThat(webhook.type()).isEqualTo("product.created");
      assertThat(webhook.body()).contains("\"price\":12.3400", "ünïcödé 💊");

      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(app.hookstone().deliveries().list(DeliveryQuery.where()).items())
                      .singleElement()
                      .satisfies(
                          delivery -> {
                            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
                            assertThat(delivery.attempts()).isEqualTo(1);
                            assertThat(delivery.responseStatus()).hasValue(204);
                          }));
      assertThat(app.hookstone().events().list(EventQuery.where().type("product.*")).items())
          .singleElement()
          .satisfies(event -> assertThat(event.entity()).isEqualTo("Product"));
    }
  }
}
