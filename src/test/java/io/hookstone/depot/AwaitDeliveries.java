package io.hookstone.depot;

import io.hookstone.depot.ledger.Comparison;
import io.hookstone.depot.ledger.Inbox;
import io.hookstone.depot.ledger.Ledger;
import java.time.Duration;
import java.util.List;

/** Waits until everything committed has arrived, as long as deliveries keep coming. */
final class AwaitDeliveries {

  private static final long PAUSE_MILLIS = 20;

  private final Ledger ledger;
  private final List<Inbox> inboxes;
  private final Duration patience;

  /**
   * @param patience how long nothing may arrive before the wait is given up
   */
  AwaitDeliveries(Ledger ledger, List<Inbox> inboxes, Duration patience) {
    this.ledger = ledger;
    this.inboxes = inboxes;
    this.patience = patience;
  }

  /** Call it when no transaction runs any more; true if everything arrived. */
  boolean await() throws InterruptedException {
    long expected =
        inboxes.stream().mapToLong(inbox -> ledger.expected(inbox.subscription())).sum();
    long arrived = -1;
    long progressAt = System.nanoTime();
    while (true) {
      long now = inboxes.stream().mapToLong(Inbox::deliveries).sum();
      // Counting comes first because it is cheap; phantoms could make up for missing ones.
      if (now >= expected && Comparison.of(ledger, inboxes).missing() == 0) {
        return true;
      }
      if (now != arrived) {
        arrived = now;
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > patience.toNanos()) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
