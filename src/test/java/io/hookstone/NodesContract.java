package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.event.EventQuery;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two session factories on one database, alive, dead and asleep. Run once per database. */
abstract class NodesContract {

  private static final String DELIVERED =
      "select count(*) from webhook_delivery where status = 'DELIVERED'";

  abstract TestDatabase database();

  private static TestApplication.Builder node(TestDatabase database) {
    return TestApplication.on(database)
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.retry.schedule", "100ms,100ms,100ms");
  }

  private static List<WebhookDelivery> deliveries(TestApplication app) {
    return app.hookstone().deliveries().list(DeliveryQuery.where().limit(1_000)).items();
  }

  private static void awaitDelivered(TestApplication app, int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(deliveries(app))
                    .hasSize(count)
                    .allSatisfy(d -> assertThat(d.status()).isEqualTo(DeliveryStatus.DELIVERED)));
  }

  @Test
  void relayEachEventOnce_andDeliverItOnce_howeverBusyBothAre() throws Exception {
    var database = database();
    try (var receiver = Receiver.start();
        var one = node(database).endpoint("erp", receiver).start();
        var two = node(database).endpoint("erp", receiver).start()) {
      var threads = Executors.newFixedThreadPool(4);
      try {
        var work =
            IntStream.range(0, 4)
                .<Callable<String>>mapToObj(
                    thread ->
                        () -> {
                          for (int i = 0; i < 50; i++) {
                            Shop.order(thread % 2 == 0 ? one : two, thread + "-" + i);
                          }
                          return "";
                        })
                .toList();
        for (var done : threads.invokeAll(work)) {
          done.get();
        }
      } finally {
        threads.shutdownNow();
      }

      awaitDelivered(one, 200);
      assertThat(one.hookstone().events().list(EventQuery.where().limit(1_000)).items())
          .hasSize(200);
      assertThat(receiver.received())
          .hasSize(200)
          .extracting(Receiver.Received::id)
          .doesNotHaveDuplicates();
      assertThat(database.count("select count(*) from webhook_outbox")).isZero();
    }
  }

  @Test
  void claimEachOrphanAndEachDueDeliveryOnce_whenBothSweep() {
    var database = database();
    try (var receiver = Receiver.start()) {
      try (var sleeper =
          node(database).with("hookstone.batch.window", "1h").endpoint("erp", receiver).start()) {
        for (int i = 0; i < 100; i++) {
          Shop.order(sleeper, "orphan " + i);
        }
        assertThat(database.count("select count(*) from webhook_outbox")).isEqualTo(100);
        assertThat(receiver.received()).isEmpty();
        try (var one = node(database).endpoint("erp", receiver).start();
            var two = node(database).endpoint("erp", receiver).start()) {
          makeOutboxOlder(database);

          awaitDelivered(one, 100);
          awaitDelivered(two, 100);
          due(database);
          receiver.await(200);
          awaitDelivered(two, 100);
        }
      }
      assertThat(receiver.received()).as("nothing is sent three times").hasSize(200);
      assertThat(receiver.received().stream().map(Receiver.Received::id).distinct()).hasSize(100);
    }
  }

  /** Old enough for a sweep, but not for that of a node with a window of an hour. */
  private static void makeOutboxOlder(TestDatabase database) {
    database.execute("update webhook_outbox set created_at = created_at - interval '30' minute");
  }

  /** Makes every delivery due, as if its node had died with it. */
  private static void due(TestDatabase database) {
    database.execute(
        "update webhook_delivery set status = 'RETRYING',"
            + " next_attempt_at = created_at - interval '1' hour");
  }

  @Test
  void takeOverTheDeliveriesOfADeadNode_whenItsLeasesHaveEnded() {
    var database = database();
    try (var receiver = Receiver.start()) {
      try (var dead = node(database).endpoint("erp", receiver).start()) {
        Shop.order(dead, "taken over");
        awaitDelivered(dead, 1);
      }
      database.execute(
          "update webhook_delivery set status = 'PENDING', attempts = 0,"
              + " next_attempt_at = created_at + interval '1' hour");
      try (var other = node(database).endpoint("erp", receiver).start()) {
        Shop.order(other, "fresh");
        await().until(() -> database.count(DELIVERED) == 1);
        assertThat(receiver.received()).as("the lease still holds").hasSize(2);

        database.execute(
            "update webhook_delivery set next_attempt_at = created_at - interval '1' second"
                + " where status = 'PENDING'");

        awaitDelivered(other, 2);
        assertThat(receiver.received()).hasSize(3);
        var first = receiver.received().get(0);
        var again = receiver.received().get(2);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.body()).isEqualTo(first.body());
      }
    }
  }

  @Test
  void dropTheOutcome_whenAnotherNodeDeliveredAfterTheLease() throws Exception {
    var database = database();
    var answer = new CompletableFuture<Runnable>();
    try (var receiver = Receiver.start();
        var app = node(database).endpoint("erp", receiver).start()) {
      receiver.answer(
          (webhook, request) ->
              answer.complete(() -> request.response().setStatusCode(500).end("too late")));
      Shop.order(app, "once");
      receiver.await(1);
      await().until(() -> database.count("select count(*) from webhook_delivery") == 1);
      database.execute(
          "update webhook_delivery set status = 'DELIVERED', attempts = 1,"
              + " next_attempt_at = null, response_status = 204");
      receiver.answer(204);

      answer.get().run();
      Shop.order(app, "a later one");

      awaitDelivered(app, 2);
      // Stopping writes what outcomes there are.
      app.closeFactory();
      assertThat(database.count(DELIVERED)).isEqualTo(2);
      assertThat(database.count("select count(*) from webhook_delivery where attempts = 1"))
          .isEqualTo(2);
      assertThat(database.count("select count(*) from webhook_attempt")).isZero();
    }
  }

  @Test
  void cancelWhatIsDue_forAnEndpointThatIsGone() {
    var database = database();
    try (var receiver = Receiver.start()) {
      receiver.answer(500);
      try (var dead =
          node(database)
              .with("hookstone.retry.schedule", "1h")
              .endpoint("erp", receiver)
              .endpoint("crm", receiver)
              .start()) {
        Shop.order(dead, "made while another node removed the endpoint");
        await()
            .until(
                () ->
                    deliveries(dead).stream()
                            .filter(d -> d.status() == DeliveryStatus.RETRYING)
                            .count()
                        == 2);
      }
      due(database);
      database.execute("delete from webhook_endpoint where name = 'erp'");
      receiver.answer(204);

      try (var node = node(database).endpoint("crm", receiver).start()) {
        await()
            .untilAsserted(
                () ->
                    assertThat(deliveries(node))
                        .extracting(WebhookDelivery::status)
                        .containsExactlyInAnyOrder(
                            DeliveryStatus.CANCELED, DeliveryStatus.DELIVERED));
      }
    }
  }

  @Test
  void startTogether_withTheSameDeclaredEndpoints() throws Exception {
    var database = database();
    node(database).start().close();
    var threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 3; round++) {
        var url = "https://erp.example/" + round;
        Callable<TestApplication> start =
            () -> node(database).endpoint("erp", url, "*").endpoint("crm", url, "*").start();
        for (var started : threads.invokeAll(List.of(start, start, start))) {
          try (var node = started.get()) {
            assertThat(node.hookstone().endpoints().list())
                .hasSize(2)
                .allSatisfy(endpoint -> assertThat(endpoint.url()).hasToString(url));
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(database.count("select count(*) from webhook_secret")).isEqualTo(2);
  }

  @Test
  void seeEachOthersEndpoints_withinAboutASecond() {
    var database = database();
    try (var receiver = Receiver.start();
        var one = node(database).start();
        var two = node(database).start()) {
      var id = one.hookstone().endpoints().register(NewEndpoint.to(receiver.url())).endpoint().id();
      await()
          .until(
              () -> {
                Shop.order(two, "seen");
                return !receiver.received().isEmpty();
              });

      one.hookstone().endpoints().remove(id);
      await()
          .until(
              () -> {
                long before = database.count("select count(*) from webhook_delivery");
                var order = Shop.order(two, "not seen");
                await()
                    .until(
                        () ->
                            two.hookstone()
                                    .events()
                                    .list(EventQuery.where().entity("Order", order))
                                    .items()
                                    .size()
                                == 1);
                return database.count("select count(*) from webhook_delivery") == before;
              });
    }
  }

  @Test
  void relayTheOthers_whenOneOutboxRowCannotBeRead() {
    var database = database();
    try (var receiver = Receiver.start();
        var sleeper =
            node(database).with("hookstone.batch.window", "1h").endpoint("erp", receiver).start()) {
      Shop.order(sleeper, "broken");
      database.execute("update webhook_outbox set changes = " + bytes(database, "7b7d"));
      Shop.order(sleeper, "good");
      makeOutboxOlder(database);

      try (var node =
          node(database).with("hookstone.batch.max-size", "1").endpoint("erp", receiver).start()) {
        awaitDelivered(node, 1);
        assertThat(receiver.received().get(0).body()).contains("good");
        assertThat(database.count("select count(*) from webhook_outbox"))
            .as("it stays for somebody to look at")
            .isEqualTo(1);
      }
    }
  }

  /** More of them than a relay takes into memory at a time. */
  @Test
  void relayTheOthers_whenManyLargeOutboxRowsCannotBeRead() throws Exception {
    var database = database();
    try (var receiver = Receiver.start();
        var sleeper =
            node(database).with("hookstone.batch.window", "1h").endpoint("erp", receiver).start()) {
      Shop.order(sleeper, "good");
      for (int i = 0; i < 6; i++) {
        insertUnreadable(database, new UUID(0, i));
      }
      makeOutboxOlder(database);

      try (var node = node(database).endpoint("erp", receiver).start()) {
        awaitDelivered(node, 1);
        assertThat(database.count("select count(*) from webhook_outbox")).isEqualTo(6);
      }
    }
  }

  private static void insertUnreadable(TestDatabase database, UUID row) throws SQLException {
    try (var connection = database.connect();
        var insert =
            connection.prepareStatement(
                "insert into webhook_outbox (id, created_at, changes) values (?, now(), ?)")) {
      insert.setObject(1, row);
      insert.setBytes(2, new byte[1 << 20]);
      insert.executeUpdate();
    }
  }

  private static String bytes(TestDatabase database, String hex) {
    return database.url().startsWith("jdbc:h2") ? "X'" + hex + "'" : "'\\x" + hex + "'";
  }
}
