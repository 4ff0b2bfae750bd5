package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.testkit.RawReceiver;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is left when a session factory has closed: nothing that runs. Run once per database. */
abstract class ShutdownContract {

  abstract TestDatabase database();

  private static TestApplication.Builder shop(TestDatabase database) {
    return TestApplication.on(database)
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.retry.schedule", "1h")
        .with("hookstone.delivery.max-in-flight-per-endpoint", "2");
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread -> thread.getName().matches("hookstone-.*|vert\\.x-.*|globalEventExecutor.*"))
        .collect(Collectors.toSet());
  }

  /** From here on nothing new is sent, which nothing else shows. */
  private static boolean isDraining(Thread closing) {
    return Arrays.stream(closing.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("drain"));
  }

  private static void assertNothingLeft(TestApplication app, Set<Thread> before) {
    await()
        .untilAsserted(
            () -> assertThat(ours()).filteredOn(thread -> !before.contains(thread)).isEmpty());
    assertThat(app.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void completesWhatIsInFlight_sendsWhatWaits_andLeavesNothingBehind() throws Exception {
    var database = database();
    try (var receiver = Receiver.start()) {
      var before = ours();
      var app = shop(database).endpoint("erp", receiver).start();
      try {
        var first = new CompletableFuture<HttpServerRequest>();
        var second = new CompletableFuture<HttpServerRequest>();
        receiver.answer(
            (webhook, request) -> {
              if (!first.complete(request)) {
                second.complete(request);
              }
            });
        for (int i = 0; i < 5; i++) {
          Shop.order(app, "order " + i);
        }
        first.join();
        second.join();
        await().until(() -> database.count("select count(*) from webhook_delivery") == 5);
        var closing = new Thread(app::closeFactory, "closing");
        closing.start();
        await().until(() -> isDraining(closing));
        receiver.answer(204);
        first.join().response().setStatusCode(204).end();
        second.join().response().setStatusCode(204).end();
        closing.join(60_000);

        assertThat(receiver.received().stream().map(Receiver.Received::id).distinct()).hasSize(5);
        assertThat(count(database, "status = 'DELIVERED'")).isEqualTo(5);
        assertNothingLeft(app, before);
      } finally {
        app.close();
      }
    }
  }

  @Test
  void endsWithinABound_andReleasesEverything_whenAReceiverHangs() {
    var database = database();
    try (var hanging = RawReceiver.silent()) {
      var before = ours();
      var app =
          shop(database)
              .with("hookstone.delivery.timeout", "2m")
              .endpoint("erp", hanging.url(), "*")
              .start();
      try {
        for (int i = 0; i < 4; i++) {
          Shop.order(app, "order " + i);
        }
        await().until(() -> hanging.connections() == 2);
        await().until(() -> count(database, "status = 'PENDING'") == 4);
        var start = Instant.now();
        app.closeFactory();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(due(database)).as("nobody waits for a lease of minutes").isEqualTo(4);
        assertNothingLeft(app, before);
      } finally {
        app.close();
      }
    }
  }

  @Test
  void relaysWhatStillWaitsForItsWindow() {
    var database = database();
    try (var receiver = Receiver.start();
        var app =
            shop(database).with("hookstone.batch.window", "1h").endpoint("erp", receiver).start()) {
      Shop.order(app, "late");
      app.closeFactory();

      assertThat(database.count("select count(*) from webhook_outbox")).isZero();
      assertThat(count(database, "1 = 1")).isEqualTo(1);
      if (receiver.received().isEmpty()) {
        assertThat(due(database)).isEqualTo(1);
      } else {
        assertThat(count(database, "status = 'DELIVERED'")).isEqualTo(1);
      }
    }
  }

  @Test
  void keepsTheSharedThreads_untilTheLastFactoryCloses() {
    var database = database();
    try (var receiver = Receiver.start()) {
      var before = ours();
      var one = shop(database).endpoint("erp", receiver).start();
      var two = shop(database).endpoint("erp", receiver).start();
      try (one;
          two) {
        one.closeFactory();
        Shop.order(two, "still works");
        receiver.await(1);
        two.closeFactory();
        assertNothingLeft(one, before);
        assertNothingLeft(two, before);
      }
    }
  }

  @Test
  void startsNothing_whenNotEnabled() {
    var before = ours();
    try (var app = shop(database()).with("hookstone.enabled", "false").start()) {
      Shop.order(app, "alone");

      assertThat(ours()).filteredOn(thread -> !before.contains(thread)).isEmpty();
    }
  }

  @Test
  void leavesNothingBehind_whenStartingFails() {
    var database = database();
    var before = ours();
    try (var app = shop(database).start()) {
      app.hookstone().endpoints().register(NewEndpoint.to("https://erp.example/").named("erp"));
    }

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> shop(database).endpoint("erp", "https://erp.example/", "*").start())
        .hasStackTraceContaining("HKS0513: 'hookstone.endpoint.erp' is declared, but an endpoint");

    await()
        .untilAsserted(
            () -> assertThat(ours()).filteredOn(thread -> !before.contains(thread)).isEmpty());
  }

  private static long due(TestDatabase database) {
    return count(database, "status = 'PENDING' and next_attempt_at <= " + now());
  }

  private static String now() {
    return "timestamp with time zone '" + Instant.now().toString().replace("T", " ") + "'";
  }

  private static long count(TestDatabase database, String where) {
    return database.count("select count(*) from webhook_delivery where " + where);
  }
}
