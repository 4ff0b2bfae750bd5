package io.hookstone.soak;

import io.hookstone.soak.HugeTransaction.Work;
import io.hookstone.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Transactions that do not fit into memory: flushed and cleared, of a stateless session, which
 * never flushes, and of few entities with long texts. {@link HugeTransactionSoak} has the big ones.
 */
final class HugeTransactionIT {

  @Test
  void spill_andAreRelayed_inTheSameHeap() throws Exception {
    var entities =
        Map.of(Work.INSERT, 100_000L, Work.STATELESS_INSERT, 100_000L, Work.DOCUMENT, 1_000L);
    var transactions =
        new HugeTransactions(TestDatabase.postgres(), entities, "64m", Duration.ofMinutes(2));
    System.out.println("Huge transactions: " + transactions.commitAndRelay());
  }
}
