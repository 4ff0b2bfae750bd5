package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class EnrichmentLimitsPostgresIT extends EnrichmentLimitsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Test
  void aStatementThatTakesTooLong_isCanceled_andItsConnectionComesBack() {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Shop.entities())
                .with("hookstone.batch.window", "10ms")
                .with("hookstone.enrichment.timeout", "100ms")
                .with("hookstone.enrichers", Misbehaving.class.getName())
                .endpoint("erp", receiver)
                .start()) {
      Misbehaving.work =
          (events, context) ->
              context
                  .session()
                  .createNativeQuery("select 1 from pg_sleep(600)", Integer.class)
                  .getResultList();
      Shop.order(app, "first");
      assertThat(receiver.await(1).get(0).body()).contains("enrichmentFailed");
      Shop.await().until(() -> app.pool().getHikariPoolMXBean().getActiveConnections() == 0);
    }
  }

  @Test
  void anEnricherThatCommits_isRefusedByTheDatabase() {
    var database = database();
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database)
                .entities(Shop.entities())
                .with("hookstone.batch.window", "10ms")
                .with("hookstone.enrichers", Misbehaving.class.getName())
                .endpoint("erp", receiver)
                .start()) {
      Misbehaving.work =
          (events, context) -> {
            context
                .session()
                .createNativeMutationQuery("update shop_order set name = 'x'")
                .executeUpdate();
            context.session().getTransaction().commit();
          };
      Shop.order(app, "kept");
      assertThat(receiver.await(1).get(0).body()).contains("enrichmentFailed");
      assertThat(database.count("select count(*) from shop_order where name = 'kept'"))
          .isEqualTo(1);
    }
  }
}
