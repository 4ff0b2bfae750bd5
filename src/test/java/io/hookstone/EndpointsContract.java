package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.endpoint.EndpointStatus;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.WebhookEndpoint;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints registered by hand: their life, their secrets, their subscriptions. */
abstract class EndpointsContract {

  abstract TestDatabase database();

  private TestApplication.Builder shop() {
    return TestApplication.on(database())
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.retry.schedule", "1h");
  }

  @Test
  void registers_finds_lists_updates_andRemoves() {
    try (var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var registered =
          endpoints
              .register(
                  NewEndpoint.to("https://erp.example/hooks?key=1")
                      .named("erp")
                      .events("order.*", "customer.deleted")
                      .description("The ERP")
                      .header("X-Api-Key", "open-sesame")
                      .tenantId("acme"))
              .endpoint();
      endpoints.register(NewEndpoint.to("https://crm.example/").named("crm"));

      assertThat(endpoints.list()).extracting(WebhookEndpoint::name).containsExactly("crm", "erp");
      var found = endpoints.find(registered.id()).orElseThrow();
      assertThat(found.url()).hasToString("https://erp.example/hooks?key=1");
      assertThat(found.subscription().patterns()).containsExactly("order.*", "customer.deleted");
      assertThat(found.description()).hasValue("The ERP");
      assertThat(found.tenantId()).hasValue("acme");
      assertThat(found.format()).isEqualTo("standard");
      assertThat(found.status()).isEqualTo(EndpointStatus.ACTIVE);
      assertThat(found.declared()).isFalse();
      assertThat(found.createdAt()).isEqualTo(registered.createdAt());
      assertThat(found).hasToString(registered.toString());
      assertThat(found.toString()).doesNotContain("open-sesame", "key=1");

      var updated =
          endpoints.update(
              found.id(), e -> e.named("erp2").events("*").url("https://erp.example/v2"));
      assertThat(updated.id()).isEqualTo(found.id());
      var again = endpoints.find("erp2").orElseThrow();
      assertThat(again.url()).hasToString("https://erp.example/v2");
      assertThat(again.subscription().patterns()).containsExactly("*");
      assertThat(again.description()).as("what was not named stays").hasValue("The ERP");
      assertThat(again.createdAt()).isEqualTo(found.createdAt());
      assertThat(endpoints.find("erp")).isEmpty();

      endpoints.remove(again.id());
      assertThat(endpoints.find(again.id())).isEmpty();
      assertThat(endpoints.list()).extracting(WebhookEndpoint::name).containsExactly("crm");
    }
  }

  @Test
  void namesEndpointsAfterTheirHost_whenTheyHaveNoName_alsoManyAtOnce() throws Exception {
    try (var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var threads = Executors.newFixedThreadPool(4);
      try {
        Callable<String> register =
            () -> endpoints.register(NewEndpoint.to("https://erp.example/")).endpoint().name();
        var names =
            threads.invokeAll(Stream.generate(() -> register).limit(8).toList()).stream()
                .map(EndpointsContract::result)
                .toList();

        assertThat(names)
            .doesNotHaveDuplicates()
            .contains("erp.example", "erp.example-2", "erp.example-8");
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <T> T result(java.util.concurrent.Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void showsAGeneratedSecretOnce_andItSigns() throws Exception {
    try (var receiver = Receiver.start();
        var logs = CapturedLog.start();
        var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var registered = endpoints.register(NewEndpoint.to(receiver.url()).named("erp"));
      var secret = registered.secret().reveal();
      var rotated = endpoints.rotateSecret(registered.endpoint().id(), Duration.ofHours(1));
      Shop.order(app, "signed");
      receiver.await(1).get(0).verify(secret);
      receiver.received().get(0).verify(rotated.secret().reveal());
      await().until(() -> attemptsAreRecorded(app));

      var json = JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
      var shown =
          Stream.of(
                  registered,
                  rotated,
                  registered.secret(),
                  endpoints.list(),
                  NewEndpoint.to("https://erp.example/").secret(secret),
                  app.hookstone().deliveries().list(DeliveryQuery.where()))
              .flatMap(value -> Stream.of(value.toString(), json.writeValueAsString(value)))
              .toList();
      for (String each : List.of(secret, rotated.secret().reveal())) {
        var key = each.substring("whsec_".length());
        assertThat(shown).noneMatch(text -> text.contains(key));
        assertThat(logs.text()).doesNotContain(key);
        assertThat(receiver.received().get(0).body()).doesNotContain(key);
      }
      assertThat(logs.text()).as("something was logged").contains("HKS0911");
    }
  }

  private static boolean attemptsAreRecorded(TestApplication app) {
    return app.hookstone().deliveries().list(DeliveryQuery.where()).items().stream()
        .allMatch(delivery -> delivery.attempts() == 1);
  }

  @Test
  void signsWithBothSecrets_newestFirst_untilTheOverlapHasPassed() throws Exception {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var first =
          endpoints.register(NewEndpoint.to(receiver.url()).secret(Receiver.SECRET)).endpoint();
      var second = endpoints.rotateSecret(first.id(), Duration.ofDays(1)).secret().reveal();
      Shop.order(app, "both");
      var both = receiver.await(1).get(0);
      both.verify(Receiver.SECRET);
      both.verify(second);
      var signatures = both.headers().getOrDefault("webhook-signature", "").split(" ", -1);
      assertThat(signatures).hasSize(2);
      var newest = new java.util.HashMap<>(both.headers());
      newest.put("webhook-signature", signatures[0]);
      new Receiver.Received(newest, both.body()).verify(second);

      var third = endpoints.rotateSecret(first.id(), Duration.ZERO).secret().reveal();
      endpoints.update(first.id(), e -> e.description("Secrets stay"));
      Shop.order(app, "third");
      var last = receiver.await(2).get(1);
      last.verify(third);
      last.verify(Receiver.SECRET);
      assertThatExceptionOfType(WebhookVerificationException.class)
          .isThrownBy(() -> last.verify(second));

      endpoints.update(first.id(), e -> e.secret(Receiver.SECRET.replace("Mf", "Nf")));
      Shop.order(app, "fourth");
      receiver.await(3).get(2).verify(Receiver.SECRET.replace("Mf", "Nf"));
      receiver.received().get(2).verify(third);
    }
  }

  @Test
  void holdsBack_whilePaused_andSendsWhenResumed() {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var id = endpoints.register(NewEndpoint.to(receiver.url())).endpoint().id();
      var paused = endpoints.pause(id, "Maintenance");
      assertThat(paused.status()).isEqualTo(EndpointStatus.PAUSED);
      assertThat(paused.statusReason()).hasValue("Maintenance");
      assertThat(paused.statusSince()).isBetween(Instant.now().minusSeconds(60), Instant.now());
      Shop.order(app, "waits");
      await()
          .until(
              () -> app.hookstone().deliveries().list(DeliveryQuery.where()).items().size() == 1);
      assertThat(receiver.received()).isEmpty();

      var resumed = endpoints.resume(id);

      assertThat(resumed.status()).isEqualTo(EndpointStatus.ACTIVE);
      assertThat(resumed.statusReason()).isEmpty();
      assertThat(receiver.await(1)).hasSize(1);
      await().until(() -> attemptsAreRecorded(app));
    }
  }

  @Test
  void sendsWhatWasSubscribed() {
    try (var exact = Receiver.start();
        var entity = Receiver.start();
        var deleted = Receiver.start();
        var all = Receiver.start();
        var app =
            shop()
                .endpoint("exact", exact.url(), "order.created, customer.updated")
                .endpoint("entity", entity.url(), "order.*")
                .start()) {
      var endpoints = app.hookstone().endpoints();
      endpoints.register(NewEndpoint.to(deleted.url()).events("*.deleted"));
      endpoints.register(NewEndpoint.to(all.url()));
      var order = Shop.order(app, "one");
      var customer = Shop.customer(app, "two");
      app.inTransaction(session -> session.find(Shop.Order.class, order).name = "changed");
      app.inTransaction(session -> session.find(Shop.Customer.class, customer).name = "changed");
      app.inTransaction(session -> session.remove(session.find(Shop.Order.class, order)));
      app.inTransaction(session -> session.remove(session.find(Shop.Customer.class, customer)));

      all.await(6);
      await().until(() -> attemptsAreRecorded(app));
      assertThat(exact.types()).containsExactlyInAnyOrder("order.created", "customer.updated");
      assertThat(entity.types())
          .containsExactlyInAnyOrder("order.created", "order.updated", "order.deleted");
      assertThat(deleted.types()).containsExactlyInAnyOrder("order.deleted", "customer.deleted");
      assertThat(all.types())
          .containsExactlyInAnyOrder(
              "order.created",
              "order.updated",
              "order.deleted",
              "customer.created",
              "customer.updated",
              "customer.deleted");
      assertThat(all.received().stream().map(Receiver.Received::id).distinct()).hasSize(6);
    }
  }

  @Test
  void refusesWhatBreaksARule_withACodeAndTheRule() {
    try (var app = shop().endpoint("declared", "http://127.0.0.1:1/", "*").start()) {
      var endpoints = app.hookstone().endpoints();
      var valid = NewEndpoint.to("https://erp.example/");
      var id = endpoints.register(valid.named("erp")).endpoint().id();
      var nobody = UUID.randomUUID();

      refused("HKS0502: 'url' is '***'", () -> endpoints.register(valid.url("nonsense")));
      refused(
          "HKS0515: 'format' is 'morse': expected one of boxhero, cloudevents, openboxes, openfront,"
              + " standard.",
          () -> endpoints.register(valid.format("morse")));
      refused("HKS0516: 'name' is ' '", () -> endpoints.register(valid.named(" ")));
      refused("HKS0516", () -> endpoints.register(valid.named("x".repeat(101))));
      refused("HKS0517: 'name' is 'erp'", () -> endpoints.register(valid.named("erp")));
      refused(
          "HKS0519: 'description' has 1001 characters",
          () -> endpoints.register(valid.description("x".repeat(1001))));
      refused(
          "HKS0511: 'overlap' is 'PT169H'",
          () -> endpoints.rotateSecret(id, Duration.ofHours(169)));
      refused("HKS0511", () -> endpoints.rotateSecret(id, Duration.ofMillis(-1)));
      refused("HKS0517", () -> endpoints.update(id, e -> e.named("declared")));
      refused("HKS0502", () -> endpoints.update(id, e -> e.url("ftp://erp.example/")));
      refused("HKS0518: 'endpointId' is '" + nobody, () -> endpoints.remove(nobody));
      refused("HKS0518", () -> endpoints.update(nobody, e -> e));
      refused("HKS0518", () -> endpoints.pause(nobody, null));
      refused("HKS0518", () -> endpoints.resume(nobody));
      refused("HKS0518", () -> endpoints.rotateSecret(nobody, Duration.ZERO));
      refused(
          "HKS0705: 'deliveryId' is '" + nobody, () -> app.hookstone().deliveries().retry(nobody));
      refusesToChangeTheDeclared(endpoints);
      assertThat(endpoints.list()).hasSize(2);
    }
  }

  private static void refusesToChangeTheDeclared(Endpoints endpoints) {
    var declared = endpoints.find("declared").orElseThrow();
    assertThat(declared.declared()).isTrue();
    refused(
        "HKS0520: Endpoint 'declared' is declared in the configuration",
        () -> endpoints.update(declared.id(), e -> e.events("order.*")));
    refused("HKS0520", () -> endpoints.remove(declared.id()));
    assertThat(endpoints.find(declared.id()).orElseThrow().subscription().patterns())
        .containsExactly("*");
  }

  private static void refused(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
  }

  @Test
  void refusesPlainHttp_unlessItIsAllowed() {
    try (var app = shop().without("hookstone.delivery.allow-http").start()) {
      var endpoints = app.hookstone().endpoints();
      refused("HKS0504", () -> endpoints.register(NewEndpoint.to("http://erp.example/")));
      endpoints.register(NewEndpoint.to("https://erp.example/"));
    }
  }
}
