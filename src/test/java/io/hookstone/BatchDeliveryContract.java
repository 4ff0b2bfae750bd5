package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Many events in one request, from commits to the receiver. Run once per database. */
abstract class BatchDeliveryContract {

  abstract TestDatabase database();

  private TestApplication.Builder shop(Receiver receiver) {
    return TestApplication.on(database())
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms")
        .endpoint("erp", receiver)
        .with("hookstone.endpoint.erp.batch.max-events", "100");
  }

  private static void orders(TestApplication app, String... names) {
    app.inTransaction(
        session -> {
          for (var name : names) {
            var order = new Shop.Order();
            order.name = name;
            session.persist(order);
          }
        });
  }

  private static String[] names(int count) {
    var names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "order " + i;
    }
    return names;
  }

  private static List<String> names(Received webhook) {
    var names = new ArrayList<String>();
    assertThat(webhook.json().isArray()).isTrue();
    webhook.json().forEach(event -> names.add(event.path("data").path("name").asString()));
    return names;
  }

  private static List<WebhookDelivery> deliveries(TestApplication app) {
    return app.hookstone().deliveries().list(DeliveryQuery.where().limit(200)).items();
  }

  private static void awaitDelivered(TestApplication app, int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(deliveries(app))
                    .extracting(WebhookDelivery::status)
                    .filteredOn(DeliveryStatus.DELIVERED::equals)
                    .hasSize(count));
  }

  @Test
  void aHundredEvents_areOneRequest_acceptedByTheVerifierOfOthers() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop(receiver).with("hookstone.endpoint.erp.batch.max-wait", "10s").start()) {
      orders(app, names(100));

      var webhook = receiver.await(1).get(0);
      webhook.verify(Receiver.SECRET);
      assertThat(names(webhook)).containsExactlyInAnyOrder(names(100));
      Set<String> ids = new HashSet<>();
      for (JsonNode event : webhook.json()) {
        assertThat(event.path("type").asString()).isEqualTo("order.created");
        ids.add(event.path("id").asString());
      }
      assertThat(ids).hasSize(100).doesNotContain(webhook.id());
      awaitDelivered(app, 100);
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void waitsForOthers_overTransactions() {
    try (var receiver = Receiver.start();
        var app = shop(receiver).with("hookstone.endpoint.erp.batch.max-wait", "3s").start()) {
      orders(app, "first");
      orders(app, "second");
      orders(app, "third");

      assertThat(names(receiver.await(1).get(0))).containsExactly("first", "second", "third");
    }
  }

  @ParameterizedTest
  @CsvSource({"422, 200ms", "500, '200ms,200ms,200ms'", "500, none"})
  void oneEventThatTheReceiverCannotTake_harmsNoOther(int status, String schedule) {
    try (var receiver = Receiver.start();
        var app = shop(receiver).with("hookstone.retry.schedule", schedule).start()) {
      receiver.answer(
          (webhook, request) ->
              request
                  .response()
                  .setStatusCode(webhook.body().contains("poison") ? status : 204)
                  .end());
      var names = names(20);
      names[7] = "poison";
      orders(app, names);

      awaitDelivered(app, 19);
      await()
          .untilAsserted(
              () ->
                  assertThat(deliveries(app))
                      .filteredOn(delivery -> delivery.status() == DeliveryStatus.DEAD)
                      .hasSize(1));
      assertThat(receiver.received()).last().satisfies(w -> assertThat(names(w)).hasSize(1));
      var accepted = new ArrayList<String>();
      receiver.received().stream()
          .filter(webhook -> !webhook.body().contains("poison"))
          .forEach(webhook -> accepted.addAll(names(webhook)));
      assertThat(accepted).as("each of the others, once").hasSize(19).doesNotHaveDuplicates();
    }
  }

  @Test
  void aBatchThatFailed_isTriedAgain_eachEventWithItsOwnBooks() throws Exception {
    try (var receiver = Receiver.start();
        var app =
            shop(receiver)
                .with("hookstone.retry.schedule", "300ms,1h")
                .with("hookstone.endpoint.erp.batch.max-wait", "2s")
                .start()) {
      var requests = new AtomicInteger();
      receiver.answer(
          (webhook, request) ->
              request.response().setStatusCode(requests.incrementAndGet() == 1 ? 500 : 204).end());
      orders(app, names(30));

      awaitDelivered(app, 30);
      assertThat(names(receiver.received().get(0))).hasSize(30);
      assertThat(receiver.received()).as("the second attempt is a batch too").hasSizeLessThan(8);
      for (Received webhook : receiver.received()) {
        webhook.verify(Receiver.SECRET);
      }
      for (var delivery : deliveries(app)) {
        assertThat(delivery.attempts()).isEqualTo(2);
        assertThat(app.hookstone().deliveries().attempts(delivery.id()))
            .hasSize(2)
            .first()
            .satisfies(
                attempt -> {
                  assertThat(attempt.responseStatus()).hasValue(500);
                  assertThat(attempt.error())
                      .hasValue("The receiver answered 500 to a batch of 30 events");
                });
      }
    }
  }

  @Test
  void sendsWhatWaits_whenTheApplicationStops() {
    try (var receiver = Receiver.start()) {
      try (var app = shop(receiver).with("hookstone.endpoint.erp.batch.max-wait", "10s").start()) {
        orders(app, "last");
      }
      assertThat(names(receiver.await(1).get(0))).containsExactly("last");
    }
  }
}
