package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.endpoint.BatchDelivery;
import io.hookstone.endpoint.Ed25519Secret;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.RegisteredEndpoint;
import io.hookstone.endpoint.SignatureMode;
import io.hookstone.seeds.OpenBoxesCheck;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import io.hookstone.verify.InvalidWebhookException;
import io.hookstone.verify.WebhookVerifier;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** All formats from a commit to their receivers, and what registration makes of them. */
abstract class FormatsContract {

  abstract TestDatabase database();

  private TestApplication.Builder shop() {
    return TestApplication.on(database())
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms");
  }

  private static RegisteredEndpoint register(TestApplication app, NewEndpoint endpoint) {
    return app.hookstone().endpoints().register(endpoint);
  }

  private static HttpHeaders http(Received webhook) {
    var headers =
        webhook.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static void acceptedByAll(Received webhook, String secret) throws Exception {
    webhook.verify(secret);
    new com.svix.Webhook(secret).verify(webhook.body(), http(webhook));
    WebhookVerifier.of(secret).verify(http(webhook).map(), webhook.body().getBytes(UTF_8));
  }

  private static void hasStatus(TestApplication app, DeliveryStatus status) {
    await()
        .untilAsserted(
            () ->
                assertThat(app.hookstone().deliveries().list(DeliveryQuery.where()).items())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.status()).isEqualTo(status)));
  }

  @Test
  void standardAndCloudEvents_areAccepted_byTheVerifiersOfOthers() throws Exception {
    for (String format : List.of("standard", "cloudevents")) {
      try (var receiver = Receiver.start();
          var app = shop().start()) {
        var secret = register(app, NewEndpoint.to(receiver.url()).format(format)).secret().reveal();
        Shop.order(app, "ünïcödé 💊 \"quoted\"");

        var webhook = receiver.await(1).get(0);
        acceptedByAll(webhook, secret);
        assertThat(webhook.type()).isEqualTo("order.created");
        hasStatus(app, DeliveryStatus.DELIVERED);
      }
    }
  }

  @Test
  void signsWithAKeyPair_orWithBoth_andRotatesAll() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var registered = register(app, NewEndpoint.to(receiver.url()).signature(SignatureMode.BOTH));
      assertThat(registered.secrets()).hasSize(2);
      var former = registered.keyPair().orElseThrow();
      Shop.order(app, "both");
      var first = receiver.await(1).get(0);
      assertThat(first.headers().get("webhook-signature"))
          .matches("v1,[A-Za-z0-9+/]{43}= v1a,[A-Za-z0-9+/]{86}==");
      acceptedByAll(first, registered.secret().reveal());
      for (String key : List.of(former.publicKey(), former.publicKeyInfo())) {
        WebhookVerifier.of(key).verify(http(first).map(), first.body().getBytes(UTF_8));
      }

      var rotated =
          app.hookstone().endpoints().rotateSecret(registered.endpoint().id(), Duration.ofHours(1));
      Shop.order(app, "rotated");
      var second = receiver.await(2).get(1);
      assertThat(second.headers().getOrDefault("webhook-signature", "").split(" ", -1)).hasSize(4);
      for (RegisteredEndpoint each : List.of(registered, rotated)) {
        acceptedByAll(second, each.secret().reveal());
        WebhookVerifier.of(each.keyPair().orElseThrow().publicKey())
            .verify(http(second).map(), second.body().getBytes(UTF_8));
      }
      var again =
          app.hookstone()
              .endpoints()
              .update(registered.endpoint().id(), e -> e.signature(SignatureMode.ED25519));
      assertThat(again.signature()).isEqualTo(SignatureMode.ED25519);
    }
  }

  @Test
  void openboxes_isAccepted_byTheCheckOfItsDocumentation() throws Exception {
    assumeThat(OpenBoxesCheck.possible()).as("openssl is missing").isTrue();
    for (var given : List.of("", Receiver.SECRET, "a-secret-of-our-own")) {
      try (var receiver = Receiver.start();
          var app = shop().start()) {
        var wanted = NewEndpoint.to(receiver.url()).format("openboxes");
        var secret =
            register(app, given.isEmpty() ? wanted : wanted.secret(given)).secret().reveal();
        Shop.order(app, "ünïcödé 💊 \"quoted\" $HOME `x` \\");

        var webhook = receiver.await(1).get(0);
        var signature = webhook.headers().getOrDefault("x-webhook-signature", "");
        assertThat(OpenBoxesCheck.accepts(webhook.body(), secret, signature)).isTrue();
        assertThat(OpenBoxesCheck.accepts(webhook.body() + " ", secret, signature)).isFalse();
        WebhookVerifier.verifyText(secret, signature, webhook.body().getBytes(UTF_8));
        assertThat(webhook.json().propertyNames())
            .containsExactly("id", "type", "timestamp", "data");
        assertThat(webhook.json().path("id").asString()).startsWith("evt-");
        assertThat(webhook.headers()).doesNotContainKey("webhook-signature");
      }
    }
  }

  @Test
  void openfront_hasItsHeadersAndItsPreviousData() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var registered = register(app, NewEndpoint.to(receiver.url()).format("openfront"));
      var id = Shop.order(app, "before");
      receiver.await(1);
      app.inTransaction(session -> session.find(Shop.Order.class, id).name = "after");

      var webhook = receiver.await(2).get(1);
      assertThat(webhook.headers())
          .containsEntry("x-openfront-topic", "order.updated")
          .containsEntry("x-openfront-listkey", "Order")
          .containsEntry("x-openfront-operation", "update");
      assertThat(UUID.fromString(webhook.headers().getOrDefault("x-openfront-delivery-id", "")))
          .isIn(
              app.hookstone().deliveries().list(DeliveryQuery.where()).items().stream()
                  .map(delivery -> delivery.id())
                  .toList());
      WebhookVerifier.verifyText(
          registered.secret().reveal(),
          webhook.headers().getOrDefault("x-openfront-webhook-signature", ""),
          webhook.body().getBytes(UTF_8));
      assertThat(webhook.body())
          .contains(
              "\"data\":{\"id\":%d,\"name\":\"after\"},\"previousData\":{\"id\":%d,\"name\":\"before\"},\"changes\":{\"name\":{\"from\":\"before\",\"to\":\"after\"}}"
                  .formatted(id, id));
    }
  }

  @Test
  void boxhero_succeedsWith200Alone_andRetriesByItsOwnSchedule() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var registered = register(app, NewEndpoint.to(receiver.url()).format("boxhero"));
      receiver.answer(204);
      Shop.order(app, "not accepted");
      acceptedByAll(receiver.await(1).get(0), registered.secret().reveal());
      assertThat(receiver.received().get(0).json().path("topic").asString()).isEqualTo("order/new");
      hasStatus(app, DeliveryStatus.RETRYING);

      receiver.answer(200);
      hasStatus(app, DeliveryStatus.DELIVERED);
      assertThat(receiver.received()).hasSize(2);
      assertThat(receiver.received().get(1).body()).isEqualTo(receiver.received().get(0).body());
    }
  }

  @Test
  void retriesByTheFormatsSchedule_unlessTheSettingIsSet() {
    assertThat(nextAttempt(shop(), "openboxes")).isBetween(47L, 73L);
    assertThat(nextAttempt(shop(), "standard")).isBetween(2L, 7L);
    assertThat(nextAttempt(shop().with("hookstone.retry.schedule", "1h"), "openboxes"))
        .isBetween(2_700L, 4_400L);
  }

  private static long nextAttempt(TestApplication.Builder builder, String format) {
    try (var receiver = Receiver.start();
        var app = builder.start()) {
      receiver.answer(500);
      register(app, NewEndpoint.to(receiver.url()).format(format));
      Shop.order(app, "refused");
      hasStatus(app, DeliveryStatus.RETRYING);
      var delivery = app.hookstone().deliveries().list(DeliveryQuery.where()).items().get(0);
      return Duration.between(Instant.now(), delivery.nextAttemptAt().orElseThrow()).toSeconds();
    }
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    try (var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var erp = NewEndpoint.to("https://erp.example/");
      var text = "a-secret-of-our-own";
      var pair = "whsk_" + "A".repeat(43) + "=";

      refused("HKS0529: 'secret' is '***'", () -> endpoints.register(erp.secret(text)));
      refused("HKS0529", () -> endpoints.register(erp.secret(pair)));
      refused("HKS0529", () -> endpoints.register(erp.format("openboxes").secret(pair)));
      refused(
          "HKS0529",
          () -> endpoints.register(erp.signature(SignatureMode.ED25519).secret(Receiver.SECRET)));
      refused(
          "HKS0528: 'signature' is 'both'",
          () -> endpoints.register(erp.format("openfront").signature(SignatureMode.BOTH)));
      var batch = new BatchDelivery(10, 1 << 20, Duration.ZERO);
      refused(
          "HKS0530: 'batch.max-events' is '10'",
          () -> endpoints.register(erp.format("boxhero").batch(batch)));
      refused("HKS0530", () -> endpoints.register(erp.format("openfront").batch(batch)));
      refused(
          "HKS0531: 'url' is 'http://erp.example/'",
          () -> endpoints.register(NewEndpoint.to("http://erp.example/").format("openboxes")));

      var id = endpoints.register(erp.format("openboxes")).endpoint().id();
      refused(
          "HKS0532: 'secret' is missing", () -> endpoints.update(id, e -> e.format("standard")));
      assertThat(endpoints.find(id).orElseThrow().format())
          .as("nothing was changed")
          .isEqualTo("openboxes");
      endpoints.update(id, e -> e.format("standard").secret(Receiver.SECRET));
      refused("HKS0532", () -> endpoints.update(id, e -> e.signature(SignatureMode.ED25519)));
      endpoints.update(id, e -> e.signature(SignatureMode.BOTH).secret(pair));
      assertThat(endpoints.find(id).orElseThrow().signature()).isEqualTo(SignatureMode.BOTH);
    }
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
  }

  @Test
  void changesTheFormat_andKeepsASecretThatFits() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var registered = register(app, NewEndpoint.to(receiver.url()));
      app.hookstone().endpoints().update(registered.endpoint().id(), e -> e.format("openboxes"));
      Shop.order(app, "by its text");

      var webhook = receiver.await(1).get(0);
      WebhookVerifier.verifyText(
          registered.secret().reveal(),
          webhook.headers().getOrDefault("x-webhook-signature", ""),
          webhook.body().getBytes(UTF_8));
    }
  }

  @Test
  void declaredEndpoints_haveFormatsAndKeysToo() throws Exception {
    var pair = "whsk_" + "A".repeat(43) + "=";
    var publicKey = ((Ed25519Secret) io.hookstone.endpoint.SigningSecret.parse(pair)).publicKey();
    var database = database();
    try (var receiver = Receiver.start();
        var log = CapturedLog.start()) {
      try (var app =
          TestApplication.on(database)
              .entities(Shop.entities())
              .endpoint("erp", receiver)
              .with("hookstone.endpoint.erp.format", "cloudevents")
              .with("hookstone.endpoint.erp.signature", "both")
              .with("hookstone.endpoint.erp.private-key", pair)
              .with("hookstone.cloudevents.source", "/shop")
              .start()) {
        Shop.order(app, "declared");
        var webhook = receiver.await(1).get(0);
        acceptedByAll(webhook, Receiver.SECRET);
        WebhookVerifier.of(publicKey).verify(http(webhook).map(), webhook.body().getBytes(UTF_8));
        assertThat(webhook.json().path("source").asString()).isEqualTo("/shop");
      }
      long secrets = database.count("select count(*) from webhook_secret");
      try (var app =
          TestApplication.on(database)
              .entities(Shop.entities())
              .endpoint("erp", receiver)
              .without("hookstone.endpoint.erp.secret")
              .with("hookstone.endpoint.erp.format", "openfront")
              .start()) {
        assertThat(app.hookstone().endpoints().find("erp").orElseThrow().format())
            .isEqualTo("openfront");
      }
      assertThat(database.count("select count(*) from webhook_secret"))
          .as("the whsec_ secret goes with openfront too")
          .isEqualTo(secrets);
      assertThat(log.text()).doesNotContain(pair, Receiver.SECRET.substring(6));
    }
    try (var log = CapturedLog.start();
        var app =
            shop()
                .endpoint("erp", "https://erp.example/", "*")
                .without("hookstone.endpoint.erp.secret")
                .with("hookstone.endpoint.erp.signature", "ed25519")
                .start()) {
      assertThat(app.hookstone().endpoints().list()).hasSize(1);
      assertThat(log.text())
          .containsPattern("HKS0534: .* publicKey=whpk_\\S{44} publicKeyInfo=whpk_\\S{60}\\n")
          .doesNotContain("whsk_", "HKS0512");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                shop()
                    .endpoint("erp", "https://erp.example/", "*")
                    .with("hookstone.endpoint.erp.format", "openboxes")
                    .with("hookstone.endpoint.erp.signature", "ed25519")
                    .start())
        .withMessageStartingWith("HKS0528")
        .withMessageEndingWith("(hookstone.endpoint.erp)");
  }

  @Test
  void holdsDeliveries_whileTheFormatDoesNotExist_andSendsOthers() throws Exception {
    var database = database();
    try (var receiver = Receiver.start();
        var other = Receiver.start();
        var log = CapturedLog.start();
        var app =
            TestApplication.on(database)
                .entities(Shop.entities())
                .with("hookstone.batch.window", "10ms")
                .start()) {
      var id =
          register(app, NewEndpoint.to(receiver.url()).named("gone").secret(Receiver.SECRET))
              .endpoint()
              .id();
      register(app, NewEndpoint.to(other.url()));
      database.execute(
          "update webhook_endpoint set format = 'morse', version = version + 1 where name = 'gone'");
      await().until(() -> log.text().contains("HKS0533"));
      Shop.order(app, "waits");
      other.await(1);
      var query = DeliveryQuery.where().endpoint(id);
      assertThat(app.hookstone().deliveries().list(query).items())
          .singleElement()
          .satisfies(delivery -> assertThat(delivery.attempts()).isZero())
          .satisfies(d -> assertThat(d.status()).isEqualTo(DeliveryStatus.PENDING));
      assertThat(receiver.received()).isEmpty();

      app.hookstone().endpoints().update(id, e -> e.format("standard"));

      receiver.await(1).get(0).verify(Receiver.SECRET);
    }
  }

  @Test
  void nothingOfTheEndpointsOwn_takesThePlaceOfASignature() {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      register(
          app,
          NewEndpoint.to(receiver.url())
              .format("openboxes")
              .header("x-webhook-signature", "mine")
              .header("User-Agent", "Shop"));
      Shop.order(app, "signed");

      assertThat(new HashMap<>(receiver.await(1).get(0).headers()))
          .containsEntry("user-agent", "Shop")
          .hasEntrySatisfying("x-webhook-signature", v -> assertThat(v).startsWith("sha256="));
    }
  }

  @Test
  void whatWasTamperedWith_isRefused() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var secret = register(app, NewEndpoint.to(receiver.url())).secret().reveal();
      Shop.order(app, "genuine");
      var webhook = receiver.await(1).get(0);
      var tampered = webhook.body().replace("genuine", "forged!");
      assertThatExceptionOfType(InvalidWebhookException.class)
          .isThrownBy(
              () ->
                  WebhookVerifier.of(secret).verify(http(webhook).map(), tampered.getBytes(UTF_8)));
    }
  }
}
