package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.outbox.Outbox;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Claims that overlap in time, held open by the test. Run once per database. */
abstract class ClaimsContract {

  abstract TestDatabase database();

  @Test
  void anOutboxRowHasOneOwner_andNobodyWaitsForIt() throws Exception {
    var database = database();
    var outbox = new Outbox("webhook_outbox", UUID::randomUUID);
    try (var app =
        TestApplication.on(database)
            .entities(Shop.entities())
            .with("hookstone.batch.window", "1h")
            .start()) {
      Shop.order(app, "one");
      Shop.order(app, "two");
      var rows =
          app.fromTransaction(
              session ->
                  session
                      .createSelectionQuery(
                          "select r.id from io.hookstone.outbox.OutboxRow r order by r.createdAt",
                          UUID.class)
                      .getResultList());
      assertThat(rows).hasSize(2);
      try (var owner = app.sessionFactory().openStatelessSession()) {
        var transaction = owner.beginTransaction();
        assertThat(outbox.claim(owner, rows.subList(0, 1))).containsExactly(rows.get(0));

        assertThat(claimElsewhere(app.sessionFactory(), outbox, rows))
            .as("the other row is free")
            .containsExactly(rows.get(1));
        transaction.rollback();
      }
      assertThat(claimElsewhere(app.sessionFactory(), outbox, rows))
          .as("a claim that is rolled back frees its row")
          .containsExactly(rows.get(0));
      assertThat(claimElsewhere(app.sessionFactory(), outbox, rows)).isEmpty();
    }
  }

  private static List<UUID> claimElsewhere(SessionFactory sessions, Outbox outbox, List<UUID> rows)
      throws Exception {
    return CompletableFuture.supplyAsync(
            () ->
                List.copyOf(
                    sessions.fromStatelessTransaction(session -> outbox.claim(session, rows))))
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void aDeliveryThatAnotherNodeIsClaiming_isSkipped_andHoldsUpNoOther() throws Exception {
    var database = database();
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database)
                .entities(Shop.entities())
                .with("hookstone.batch.window", "10ms")
                .endpoint("erp", receiver)
                .start()) {
      Shop.order(app, "one");
      Shop.order(app, "two");
      var delivered = "select count(*) from webhook_delivery where status = 'DELIVERED'";
      await().until(() -> database.count(delivered) == 2);
      app.hookstone().endpoints().pause(erp(app), "while both become due");
      database.execute(
          "update webhook_delivery set status = 'RETRYING',"
              + " next_attempt_at = created_at - interval '1' hour");
      try (var other = database.connect();
          var statement = other.createStatement()) {
        other.setAutoCommit(false);
        var one = app.hookstone().deliveries().list(DeliveryQuery.where()).items().get(0).id();
        statement.execute("select id from webhook_delivery where id = '" + one + "' for update");

        app.hookstone().endpoints().resume(erp(app));

        await().until(() -> database.count(delivered) == 1);
        assertThat(receiver.received()).hasSize(3);
        other.rollback();
      }
      await().until(() -> database.count(delivered) == 2);
      assertThat(receiver.received()).hasSize(4);
    }
  }

  private static UUID erp(TestApplication app) {
    return app.hookstone().endpoints().find("erp").orElseThrow().id();
  }
}
