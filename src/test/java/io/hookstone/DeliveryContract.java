package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.delivery.WebhookAttempt;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.testkit.RawReceiver;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sending, failing, retrying, giving up, and the books about it. Run once per database. */
abstract class DeliveryContract {

  abstract TestDatabase database();

  private TestApplication.Builder shop() {
    return TestApplication.on(database())
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.retry.schedule", "100ms,200ms");
  }

  private static List<WebhookDelivery> deliveries(TestApplication app) {
    return app.hookstone().deliveries().list(DeliveryQuery.where()).items();
  }

  private static WebhookDelivery awaitStatus(TestApplication app, DeliveryStatus status) {
    await()
        .untilAsserted(
            () ->
                assertThat(deliveries(app))
                    .singleElement()
                    .extracting(WebhookDelivery::status)
                    .isEqualTo(status));
    return deliveries(app).get(0);
  }

  private static List<WebhookAttempt> attempts(TestApplication app, UUID delivery) {
    return app.hookstone().deliveries().attempts(delivery);
  }

  @Test
  void retries_bySchedule_withTheSameIdAndBody() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().endpoint("erp", receiver).start()) {
      receiver.answer(
          (webhook, request) ->
              request.response().setStatusCode(receiver.received().size() < 3 ? 503 : 204).end());
      Shop.order(app, "ünïcödé 💊");

      var delivery = awaitStatus(app, DeliveryStatus.DELIVERED);

      assertThat(receiver.received()).hasSize(3);
      assertThat(receiver.received()).extracting(Receiver.Received::id).containsOnly(id(receiver));
      assertThat(receiver.received())
          .extracting(Receiver.Received::body)
          .containsOnly(receiver.received().get(0).body());
      for (var webhook : receiver.received()) {
        webhook.verify(Receiver.SECRET);
      }
      assertThat(delivery.attempts()).isEqualTo(3);
      assertThat(delivery.nextAttemptAt()).isEmpty();
      assertThat(delivery.error()).isEmpty();
      var attempts = attempts(app, delivery.id());
      assertThat(attempts).extracting(WebhookAttempt::number).containsExactly(1, 2, 3);
      assertThat(attempts)
          .extracting(a -> a.responseStatus().orElse(0))
          .containsExactly(503, 503, 204);
      assertThat(Duration.between(attempts.get(0).attemptedAt(), attempts.get(1).attemptedAt()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(80));
      assertThat(Duration.between(attempts.get(1).attemptedAt(), attempts.get(2).attemptedAt()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(160));
    }
  }

  private static String id(Receiver receiver) {
    return receiver.received().get(0).id();
  }

  @Test
  void isDead_atTheEndOfTheSchedule_listed_andDeliveredByHand() {
    try (var receiver = Receiver.start();
        var app = shop().endpoint("erp", receiver).start()) {
      receiver.answer(500);
      Shop.order(app, "unlucky");
      var dead = awaitStatus(app, DeliveryStatus.DEAD);
      assertThat(receiver.received()).hasSize(3);
      assertThat(dead.attempts()).isEqualTo(3);
      assertThat(dead.nextAttemptAt()).isEmpty();
      assertThat(dead.responseStatus()).hasValue(500);
      assertThat(dead.error()).hasValue("The receiver answered 500");
      var admin = app.hookstone().deliveries();
      assertThat(admin.list(DeliveryQuery.where().status(DeliveryStatus.DEAD)).items())
          .extracting(WebhookDelivery::id)
          .containsExactly(dead.id());

      admin.retry(dead.id());
      await().until(() -> attempts(app, dead.id()).size() == 4);
      assertThat(awaitStatus(app, DeliveryStatus.DEAD).attempts()).isEqualTo(4);
      receiver.answer(204);
      var waiting = admin.retry(dead.id());

      assertThat(waiting.manual()).isTrue();
      assertThat(awaitStatus(app, DeliveryStatus.DELIVERED).attempts()).isEqualTo(5);
      assertThat(attempts(app, dead.id()))
          .extracting(WebhookAttempt::manual)
          .containsExactly(false, false, false, true, true);
      assertThat(receiver.received()).extracting(Receiver.Received::id).containsOnly(id(receiver));
      assertThat(receiver.received())
          .extracting(Receiver.Received::body)
          .containsOnly(receiver.received().get(0).body());
    }
  }

  @Test
  void sendsADeliveredOneAgain_byHand_andRecordsIt() {
    try (var receiver = Receiver.start();
        var app = shop().endpoint("erp", receiver).start()) {
      Shop.order(app, "again");
      var delivered = awaitStatus(app, DeliveryStatus.DELIVERED);
      assertThat(attempts(app, delivered.id())).isEmpty();

      app.hookstone().deliveries().retry(delivered.id());
      receiver.await(2);

      await().until(() -> attempts(app, delivered.id()).size() == 1);
      assertThat(attempts(app, delivered.id()).get(0).manual()).isTrue();
      assertThat(receiver.received().get(1).body()).isEqualTo(receiver.received().get(0).body());
    }
  }

  @Test
  void retriesEverythingThatFailedSince_onlyForItsEndpoint() {
    try (var receiver = Receiver.start();
        var other = Receiver.start();
        var app =
            shop()
                .with("hookstone.retry.schedule", "50ms")
                .endpoint("erp", receiver)
                .endpoint("other", other)
                .start()) {
      receiver.answer(500);
      other.answer(500);
      for (int i = 0; i < 3; i++) {
        Shop.order(app, "order " + i);
      }
      await().until(() -> count(app, DeliveryStatus.DEAD) == 6);
      receiver.answer(204);
      other.answer(204);
      var erp = app.hookstone().endpoints().find("erp").orElseThrow().id();
      var admin = app.hookstone().deliveries();

      assertThat(admin.retryFailedSince(erp, Instant.now().plusSeconds(60))).isZero();
      assertThat(admin.retryFailedSince(erp, Instant.now().minusSeconds(600))).isEqualTo(3);

      await().until(() -> count(app, DeliveryStatus.DELIVERED) == 3);
      assertThat(count(app, DeliveryStatus.DEAD)).isEqualTo(3);
    }
  }

  private static long count(TestApplication app, DeliveryStatus status) {
    return deliveries(app).stream().filter(delivery -> delivery.status() == status).count();
  }

  @Test
  void deliversEverything_whenTheReceiverComesBack() {
    int port;
    try (var gone = Receiver.start()) {
      port = gone.port();
    }
    try (var app =
        shop()
            .with("hookstone.retry.schedule", "100ms,500ms,500ms,500ms,1s,1s,1s,1s,2s,2s,2s,2s,2s")
            .endpoint("erp", "http://127.0.0.1:" + port + "/hooks", "*")
            .start()) {
      for (int i = 0; i < 20; i++) {
        Shop.order(app, "order " + i);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(deliveries(app))
                      .hasSize(20)
                      .allSatisfy(d -> assertThat(d.status()).isEqualTo(DeliveryStatus.RETRYING))
                      .allSatisfy(
                          d -> assertThat(d.error()).hasValue("The connection was refused")));

      try (var back = Receiver.startOn(port)) {
        await().until(() -> count(app, DeliveryStatus.DELIVERED) == 20);
        assertThat(back.received()).extracting(Receiver.Received::id).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void judgesByStatus_andFollowsNoRedirect() {
    try (var receiver = Receiver.start();
        var elsewhere = Receiver.start();
        var app = shop().with("hookstone.retry.schedule", "1h").endpoint("erp", receiver).start()) {
      receiver.answer(
          (webhook, request) ->
              request
                  .response()
                  .setStatusCode(Integer.parseInt(webhook.json().at("/data/name").asString()))
                  .putHeader("location", elsewhere.url())
                  .end("said"));
      List.of(200, 201, 202, 204, 301, 302, 307, 400, 404, 410, 429, 500, 503)
          .forEach(status -> Shop.order(app, "" + status));

      await()
          .untilAsserted(
              () ->
                  assertThat(deliveries(app))
                      .hasSize(13)
                      .allSatisfy(d -> assertThat(d.attempts()).isEqualTo(1)));
      Map<DeliveryStatus, List<Integer>> statuses =
          deliveries(app).stream()
              .collect(
                  Collectors.groupingBy(
                      WebhookDelivery::status,
                      Collectors.mapping(d -> d.responseStatus().orElse(0), Collectors.toList())));
      assertThat(statuses.get(DeliveryStatus.DELIVERED))
          .containsExactlyInAnyOrder(200, 201, 202, 204);
      assertThat(statuses.get(DeliveryStatus.RETRYING))
          .containsExactlyInAnyOrder(301, 302, 307, 400, 404, 410, 429, 500, 503);
      assertThat(elsewhere.received()).isEmpty();
    }
  }

  @Test
  void recordsAttempts_withHeadersStatusAndBody_butNoCredential() {
    try (var receiver = Receiver.start();
        var app =
            shop()
                .with("hookstone.retry.schedule", "1h")
                .endpoint("erp", receiver)
                .with("hookstone.endpoint.erp.headers.X-Api-Key", "open-sesame")
                .start()) {
      receiver.answer(
          (webhook, request) ->
              request
                  .response()
                  .setStatusCode(418)
                  .putHeader("x-reason", "short and stout")
                  .end("a\u0000b\u001b[31m teapot " + "x".repeat(100_000)));
      Shop.order(app, "tea");

      var delivery = awaitStatus(app, DeliveryStatus.RETRYING);
      var attempt = attempts(app, delivery.id()).get(0);

      var webhook = receiver.received().get(0);
      assertThat(webhook.headers()).containsEntry("x-api-key", "open-sesame");
      assertThat(attempt.requestHeaders())
          .contains("webhook-id: " + webhook.id(), "webhook-timestamp: ", "X-Api-Key: ***")
          .contains("webhook-signature: " + webhook.headers().get("webhook-signature"))
          .doesNotContain("open-sesame");
      assertThat(attempt.responseStatus()).hasValue(418);
      assertThat(attempt.responseHeaders().orElse("")).contains("x-reason: short and stout");
      assertThat(attempt.responseBody().orElse(""))
          .startsWith("a\uFFFDb\uFFFD[31m teapot xxx")
          .hasSize(20_000);
      assertThat(attempt.error()).hasValue("The receiver answered 418");
      assertThat(attempt.duration()).isBetween(Duration.ZERO, Duration.ofSeconds(15));
      assertThat(delivery.nextAttemptAt().orElseThrow())
          .isAfter(Instant.now().plusSeconds(40 * 60));
    }
  }

  @Test
  void endsEveryAttemptInTime_whateverAReceiverDoes_whileOthersGetTheirs() {
    try (var good = Receiver.start();
        var silent = RawReceiver.silent();
        var dripping = RawReceiver.dripping();
        var endless = RawReceiver.endless();
        var closing = RawReceiver.closing();
        var garbage = RawReceiver.answering("HT\0TP/9.9 \0\u001b[31m nonsense\r\n\r\n");
        var app =
            shop()
                .with("hookstone.retry.schedule", "1h")
                .with("hookstone.delivery.timeout", "1s")
                .endpoint("good", good)
                .endpoint("silent", silent.url(), "*")
                .endpoint("dripping", dripping.url(), "*")
                .endpoint("endless", endless.url(), "*")
                .endpoint("closing", closing.url(), "*")
                .endpoint("garbage", garbage.url(), "*")
                .start()) {
      for (int i = 0; i < 20; i++) {
        Shop.order(app, "order " + i);
      }

      assertThat(good.await(20)).hasSize(20);
      await().until(() -> list(app, 200).stream().allMatch(d -> d.attempts() == 1));
      assertThat(errors(app, "good")).containsOnly(Optional.empty());
      assertThat(errors(app, "silent"))
          .containsOnly(Optional.of("No complete response within 1000 ms"));
      assertThat(errors(app, "dripping"))
          .containsOnly(Optional.of("No complete response within 1000 ms"));
      assertThat(errors(app, "endless"))
          .allSatisfy(
              error ->
                  assertThat(error.orElse(""))
                      .containsAnyOf("larger than 1048576 bytes", "within 1000 ms"));
      assertThat(errors(app, "closing"))
          .containsOnly(Optional.of("The receiver closed the connection before it had answered"));
      assertThat(errors(app, "garbage"))
          .hasSize(20)
          .allSatisfy(error -> assertThat(error.orElse("")).isNotBlank())
          .allSatisfy(error -> assertThat(error.orElse("")).doesNotContain("\u0000", "\u001b"));
    }
  }

  private static List<WebhookDelivery> list(TestApplication app, int limit) {
    return app.hookstone().deliveries().list(DeliveryQuery.where().limit(limit)).items();
  }

  private static List<Optional<String>> errors(TestApplication app, String endpoint) {
    var id = app.hookstone().endpoints().find(endpoint).orElseThrow().id();
    return list(app, 200).stream()
        .filter(delivery -> delivery.endpointId().equals(id))
        .map(WebhookDelivery::error)
        .toList();
  }

  @Test
  void connectsToNoPrivateAddress_unlessItsNetworkIsAllowed() {
    try (var receiver = RawReceiver.silent();
        var app =
            shop()
                .without("hookstone.delivery.allowed-networks")
                .endpoint("loopback", receiver.url(), "*")
                .start()) {
      var port = receiver.url().replaceAll(".*:(\\d+)/.*", "$1");
      for (String host : List.of("localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254")) {
        app.hookstone().endpoints().register(NewEndpoint.to("http://" + host + ":" + port + "/"));
      }
      Shop.order(app, "secret");

      await()
          .untilAsserted(
              () ->
                  assertThat(deliveries(app))
                      .hasSize(5)
                      .allSatisfy(
                          delivery ->
                              assertThat(delivery.error())
                                  .hasValue("The address of the host is not allowed"))
                      .allSatisfy(
                          delivery ->
                              assertThat(delivery.status()).isEqualTo(DeliveryStatus.DEAD)));
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void sendsToAnIpv6Address_withAPathInAscii() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getAllByName("::1")[0], 0), 0);
    var targets = new LinkedBlockingQueue<String>();
    server.createContext(
        "/",
        exchange -> {
          targets.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try (var app =
        shop()
            .with("hookstone.delivery.allowed-networks", "::1/128")
            .endpoint(
                "six", "http://[::1]:" + server.getAddress().getPort() + "/p\u00e4th?q=\u00e9", "*")
            .start()) {
      Shop.order(app, "one");

      await()
          .untilAsserted(
              () ->
                  assertThat(deliveries(app))
                      .singleElement()
                      .extracting(WebhookDelivery::status)
                      .isEqualTo(DeliveryStatus.DELIVERED));
      assertThat(targets).containsExactly("/p%C3%A4th?q=%C3%A9");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void cancelsWhatIsNotDelivered_whenItsEndpointIsRemoved_andKeepsTheHistory() {
    try (var receiver = Receiver.start();
        var app = shop().with("hookstone.retry.schedule", "1h").start()) {
      receiver.answer(500);
      var endpoints = app.hookstone().endpoints();
      var endpoint = endpoints.register(NewEndpoint.to(receiver.url())).endpoint();
      Shop.order(app, "first");
      var retrying = awaitStatus(app, DeliveryStatus.RETRYING);
      endpoints.pause(endpoint.id(), "for the test");
      Shop.order(app, "second");
      await().until(() -> deliveries(app).size() == 2);

      endpoints.remove(endpoint.id());

      assertThat(deliveries(app))
          .hasSize(2)
          .allSatisfy(d -> assertThat(d.status()).isEqualTo(DeliveryStatus.CANCELED))
          .allSatisfy(d -> assertThat(d.nextAttemptAt()).isEmpty());
      assertThat(attempts(app, retrying.id())).hasSize(1);
      assertThat(app.hookstone().deliveries().retryFailedSince(endpoint.id(), Instant.EPOCH))
          .isZero();
      assertThat(receiver.received()).hasSize(1);
    }
  }
}
