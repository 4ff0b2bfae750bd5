package io.hookstone.depot;

import io.hookstone.depot.business.Clerk;
import io.hookstone.depot.console.Console;
import io.hookstone.depot.ledger.Comparison;
import io.hookstone.depot.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Business at a pace that a reader can follow, until Ctrl-C. */
final class Trickle {

  private static final int MAX_LINES = 2;
  private static final Duration PACE = Duration.ofMillis(500);
  private static final int STEPS_PER_TOTAL = 10;

  /** At the end, for what is still on its way. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The longest that Ctrl-C may take. */
  private static final Duration CLOSING_TIME = Duration.ofSeconds(30);

  private final Options options;
  private final Ledger ledger;
  private final Console console;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  Trickle(Options options, Ledger ledger, Console console, Clock clock) {
    this.options = options;
    this.ledger = ledger;
    this.console = console;
    this.clock = clock;
  }

  void run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "depot-stop"));
    try {
      Premises premises = Premises.open(ledger, console, clock);
      try (premises) {
        console.banner(premises.facts());
        console.say("Ctrl-C stops it.");
        trade(premises);
        new AwaitDeliveries(ledger, premises.inboxes(), PATIENCE).await();
      }
      console.total(ledger, premises.inboxes());
      console.verdict(Comparison.of(ledger, premises.inboxes()));
    } finally {
      stopped.countDown();
    }
  }

  private void trade(Premises premises) throws InterruptedException {
    Clerk clerk = new Clerk("A", premises.services(), new Random(options.seed()), MAX_LINES);
    clerk.open();
    for (int step = 1; !stop.await(PACE.toMillis(), TimeUnit.MILLISECONDS); step++) {
      clerk.step();
      if (step % STEPS_PER_TOTAL == 0) {
        console.total(ledger, premises.inboxes());
      }
    }
  }

  /** Holds the virtual machine's exit until the trade has been wound up. */
  private void stop() {
    stop.countDown();
    try {
      if (!stopped.await(CLOSING_TIME.toSeconds(), TimeUnit.SECONDS)) {
        console.say("Depot did not close in " + CLOSING_TIME.toSeconds() + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
