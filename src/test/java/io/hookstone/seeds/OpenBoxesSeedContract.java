package io.hookstone.seeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.RegisteredEndpoint;
import io.hookstone.seeds.Warehouse.Location;
import io.hookstone.seeds.Warehouse.MovementLine;
import io.hookstone.seeds.Warehouse.Product;
import io.hookstone.seeds.Warehouse.Status;
import io.hookstone.seeds.Warehouse.StockMovement;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import io.hookstone.verify.WebhookVerifier;
import java.time.Instant;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The webhook of OpenBoxes Lift: its example and its check. Run once per database. */
abstract class OpenBoxesSeedContract {

  abstract TestDatabase database();

  private TestApplication app() {
    return TestApplication.on(database())
        .entities(Warehouse.entities())
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.event-type.stockMovement.shipped", "StockMovement: status -> SHIPPED")
        .with(
            "hookstone.enrich.StockMovement",
            "origin(id, name), destination(id, name),"
                + " lineItems: lines(product(id, name), quantityShipped: quantity)")
        .start();
  }

  private static void acme(TestApplication app, Consumer<Session> work) {
    try (var session =
        app.sessionFactory().withOptions().tenantIdentifier((Object) "acme").openSession()) {
      session.inTransaction(transaction -> work.accept(session));
    }
  }

  private static void shipTheExample(TestApplication app) {
    acme(
        app,
        session -> {
          var movement = new StockMovement();
          movement.id = "sm-001";
          movement.identifier = "SM-00142";
          movement.name = "Transfer to Regional Depot";
          movement.origin = new Location("loc-001", "Central Warehouse");
          movement.destination = new Location("loc-002", "Regional Depot");
          var line = new MovementLine();
          line.movement = movement;
          line.product = new Product("prod-001", "Ibuprofen 200mg");
          line.quantity = 1_000;
          movement.lines.add(line);
          session.persist(movement.origin);
          session.persist(movement.destination);
          session.persist(line.product);
          session.persist(movement);
        });
    acme(
        app,
        session -> {
          var movement = session.find(StockMovement.class, "sm-001");
          movement.status = Status.SHIPPED;
          movement.dateShipped = Instant.parse("2025-04-01T14:30:00Z");
        });
  }

  private static RegisteredEndpoint register(TestApplication app, String url) {
    return app.hookstone()
        .endpoints()
        .register(
            NewEndpoint.to(url)
                .format("openboxes")
                .events("stockMovement.shipped")
                .filter("data.origin.id == 'loc-001'"));
  }

  @Test
  void shippedMovement_isTheExample_fieldByField() {
    try (var receiver = Receiver.start();
        var app = app()) {
      register(app, receiver.url());
      shipTheExample(app);

      var actual = Example.read(receiver.await(1).get(0).body());
      var expected = Example.of("openboxes-shipped");
      Example.sameKeys(actual, expected);
      assertThat(actual.path("id").asString()).startsWith("evt-");
      assertThat(Instant.parse(actual.path("timestamp").asString())).isNotNull();
      actual.set("id", expected.get("id"));
      actual.set("timestamp", expected.get("timestamp"));
      assertThat(actual).isEqualTo(expected);
      Example.sameFields(actual.path("data"), expected.path("data"));
    }
  }

  @Test
  void theCheckOfItsDocuments_acceptsTheRequest() throws Exception {
    assumeThat(OpenBoxesCheck.possible()).as("openssl is missing").isTrue();
    try (var receiver = Receiver.start();
        var app = app()) {
      var secret = register(app, receiver.url()).secret().reveal();
      shipTheExample(app);

      var webhook = receiver.await(1).get(0);
      var signature = webhook.headers().getOrDefault("x-webhook-signature", "");
      assertThat(signature).matches("sha256=[0-9a-f]{64}");
      assertThat(OpenBoxesCheck.accepts(webhook.body(), secret, signature)).isTrue();
      assertThat(OpenBoxesCheck.accepts(webhook.body().replace("1000", "1001"), secret, signature))
          .isFalse();
      WebhookVerifier.verifyText(secret, signature, webhook.body().getBytes(UTF_8));
    }
  }
}
