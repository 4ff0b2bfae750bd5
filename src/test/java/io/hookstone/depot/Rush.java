package io.hookstone.depot;

import io.hookstone.depot.business.Clerk;
import io.hookstone.depot.console.Console;
import io.hookstone.depot.ledger.Comparison;
import io.hookstone.depot.ledger.Journal;
import io.hookstone.depot.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A number of orders as fast as it goes, and then the reckoning. */
final class Rush {

  private static final int CLERKS = 4;
  private static final int MAX_LINES = 4;

  /** How long to listen for what should not come, after everything that should has come. */
  private static final Duration SILENCE = Duration.ofMillis(300);

  private final Options options;
  private final Ledger ledger;
  private final Console console;
  private final Clock clock;

  Rush(Options options, Ledger ledger, Console console, Clock clock) {
    this.options = options;
    this.ledger = ledger;
    this.console = console;
    this.clock = clock;
  }

  Report run() throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    Premises premises = Premises.open(ledger, Journal.silent(), clock);
    int placed;
    try (premises) {
      console.banner(premises.facts());
      console.say("placing " + options.orders() + " orders, seed " + options.seed());
      placed = trade(premises);
      console.total(ledger, premises.inboxes());
      boolean arrived =
          new AwaitDeliveries(ledger, premises.inboxes(), Duration.ofSeconds(options.patience()))
              .await();
      if (!arrived) {
        console.say("gave up: nothing arrived for " + options.patience() + " s");
      }
      Thread.sleep(SILENCE.toMillis());
    }
    Comparison comparison = Comparison.of(ledger, premises.inboxes());
    console.verdict(comparison);
    return new Report(placed, ledger, comparison, Duration.ofNanos(System.nanoTime() - start));
  }

  private int trade(Premises premises) throws InterruptedException, ExecutionException {
    int clerks = Math.min(CLERKS, options.orders());
    ExecutorService counter = Executors.newFixedThreadPool(clerks);
    try {
      List<Future<Integer>> shifts = new ArrayList<>();
      for (int i = 0; i < clerks; i++) {
        int quota = options.orders() / clerks + (i < options.orders() % clerks ? 1 : 0);
        String name = String.valueOf((char) ('A' + i));
        // Neighbouring seeds of Random start alike, so they are spread.
        Random random = new Random(options.seed() * 1_000_003 + i * 7_919L);
        Clerk clerk = new Clerk(name, premises.services(), random, MAX_LINES);
        shifts.add(counter.submit(() -> work(clerk, quota)));
      }
      int placed = 0;
      for (Future<Integer> shift : shifts) {
        placed += shift.get();
      }
      return placed;
    } finally {
      counter.shutdownNow();
    }
  }

  private static int work(Clerk clerk, int quota) {
    clerk.open();
    while (clerk.placed() < quota) {
      clerk.step();
    }
    return clerk.placed();
  }
}
