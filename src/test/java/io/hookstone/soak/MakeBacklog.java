package io.hookstone.soak;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The first child: commits changes of real entities with the plugin enabled, and halts before
 * anything is relayed.
 */
final class MakeBacklog {

  private static final int PER_TRANSACTION = 100;
  private static final int THREADS = 4;

  /** A batcher that has this many rows relays them, whatever its window; the setting's maximum. */
  private static final int MAX_SIZE = 10_000;

  private final TestDatabase database;
  private final String endpoint;
  private final AtomicLong nextId = new AtomicLong();

  private MakeBacklog(TestDatabase database, String endpoint) {
    this.database = database;
    this.endpoint = endpoint;
  }

  /**
   * Takes the database's URL, the endpoint's URL, the number of events, and how many of them have a
   * transaction of their own; the others share one with 99.
   */
  public static void main(String[] arguments) {
    ChildJvm.obeyParent(() -> {});
    int events = Integer.parseInt(arguments[2]);
    int singles = Integer.parseInt(arguments[3]);
    var maker = new MakeBacklog(new TestDatabase(arguments[0]), arguments[1]);
    maker.make(singles, 1);
    maker.make((events - singles) / PER_TRANSACTION, PER_TRANSACTION);
    ChildJvm.say("made " + maker.nextId.get());
    // Not closed: that would relay what waits.
    Runtime.getRuntime().halt(0);
  }

  private void make(int transactions, int entities) {
    for (int done = 0; done < transactions; done += MAX_SIZE - 1) {
      commit(Math.min(MAX_SIZE - 1, transactions - done), entities);
    }
  }

  @SuppressWarnings("MustBeClosedChecker")
  private void commit(int transactions, int entities) {
    var application =
        TestApplication.on(database)
            .entities(Item.class)
            .with("hibernate.jdbc.batch_size", 50)
            .with("hookstone.batch.window", "1h")
            .with("hookstone.batch.max-size", MAX_SIZE)
            .endpoint("receiver", endpoint, "*")
            .start();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < THREADS; i++) {
      int share = transactions / THREADS + (i < transactions % THREADS ? 1 : 0);
      var thread = new Thread(() -> commit(application, share, entities), "commit-" + i);
      thread.start();
      threads.add(thread);
    }
    threads.forEach(MakeBacklog::join);
  }

  private void commit(TestApplication application, int transactions, int entities) {
    for (int i = 0; i < transactions; i++) {
      application.inTransaction(
          session ->
              IntStream.range(0, entities)
                  .forEach(n -> session.persist(new Item(nextId.getAndIncrement()))));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the maker.", e);
    }
  }
}
