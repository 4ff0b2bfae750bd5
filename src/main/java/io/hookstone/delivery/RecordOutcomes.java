package io.hookstone.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Writes outcomes, many in one transaction. Thread-safe.
 *
 * <p>While the database cannot be written, outcomes wait here, bounded: the lanes stop sending when
 * there is no room. What is never written is sent again after its lease, with the same id and body.
 */
public final class RecordOutcomes {

  private static final Logger LOG = Logger.getLogger(RecordOutcomes.class);

  /** The most outcomes in one transaction. */
  static final int MAX_BATCH = 500;

  /** From this many waiting outcomes on, nothing more is sent. */
  static final int MAX_WAITING = 5_000;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final OutcomeStore store;
  private final Function<UUID, RetrySchedule> schedules;
  private final Supplier<RandomGenerator> random;
  private final ScheduledExecutorService executor;
  private final LinkedBlockingQueue<Outcome> waiting = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<DeliveryTask> releases = new LinkedBlockingQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile Runnable onRoom = () -> {};

  /**
   * Makes the recorder.
   *
   * @param schedules the schedule of an endpoint, by its id
   * @param executor runs one job at a time
   */
  public RecordOutcomes(
      OutcomeStore store,
      Function<UUID, RetrySchedule> schedules,
      Supplier<RandomGenerator> random,
      ScheduledExecutorService executor) {
    this.store = store;
    this.schedules = schedules;
    this.random = random;
    this.executor = executor;
  }

  void onRoom(Runnable action) {
    this.onRoom = action;
  }

  boolean hasRoom() {
    return waiting.size() < MAX_WAITING;
  }

  void record(DeliveryTask task, Exchange exchange) {
    var schedule = schedules.apply(task.endpointId());
    var outcome = Outcome.of(task, exchange, schedule, random.get());
    LOG.debugf(
        "Attempt made. delivery=%s attempt=%d status=%s next=%s",
        task.deliveryId(), outcome.attempts(), outcome.status(), outcome.nextAttemptAt());
    waiting.add(outcome);
    wake(Duration.ZERO);
  }

  /** Gives a claimed delivery back, unattempted, for whoever can send it. */
  void release(DeliveryTask task) {
    releases.add(task);
    wake(Duration.ZERO);
  }

  private void wake(Duration delay) {
    if (scheduled.compareAndSet(false, true)) {
      try {
        var unused = executor.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        // Shut down: the leases of what is still here run out.
        scheduled.set(false);
      }
    }
  }

  private void run() {
    scheduled.set(false);
    boolean written = false;
    try {
      written = writeAll();
    } finally {
      if (!written) {
        wake(RETRY_DELAY);
      }
    }
  }

  /**
   * Writes all that waits.
   *
   * @return false if the database could not be written; what waits is kept
   */
  public boolean writeAll() {
    while (!waiting.isEmpty() || !releases.isEmpty()) {
      var batch = head(waiting);
      var released = head(releases);
      if (!written(batch, released)) {
        int recorded = writeSingly(batch);
        remove(waiting, recorded);
        if (recorded < batch.size() || !written(List.of(), released)) {
          return false;
        }
      } else {
        remove(waiting, batch.size());
      }
      remove(releases, released.size());
      // Always: whether a sender found no room just before cannot be known without a lock.
      onRoom.run();
    }
    return true;
  }

  /** Whether a batch could be written together. */
  private boolean written(List<Outcome> batch, List<DeliveryTask> released) {
    try {
      store.write(batch, released);
      return true;
    } catch (RuntimeException e) {
      LOG.debugf(e, "A batch failed. outcomes=%d releases=%d", batch.size(), released.size());
      return false;
    }
  }

  /**
   * Writes outcomes one by one: a single one that the database does not take must not hold up the
   * others.
   *
   * @return how many outcomes, from the first, need no further try
   */
  private int writeSingly(List<Outcome> batch) {
    int written = 0;
    while (written < batch.size() && writeSingly(batch.get(written))) {
      written++;
    }
    return written;
  }

  private boolean writeSingly(Outcome outcome) {
    RuntimeException failure;
    try {
      store.write(List.of(outcome), List.of());
      return true;
    } catch (RuntimeException e) {
      failure = e;
    }
    try {
      // What the receiver answered may be what the database refuses; how it ended is not.
      store.write(List.of(outcome.withoutDetails()), List.of());
      return true;
    } catch (RuntimeException e) {
      LOG.warnf(
          "HKS0704: Outcomes could not be written and are tried again. waiting=%d cause=%s",
          waiting.size(), failure.toString());
      return false;
    }
  }

  /**
   * Only this job removes from the queues, so their heads stay where they are until they are
   * written.
   */
  private static <T> List<T> head(LinkedBlockingQueue<T> queue) {
    var head = new ArrayList<T>(Math.min(queue.size(), MAX_BATCH));
    for (T element : queue) {
      if (head.size() == MAX_BATCH) {
        break;
      }
      head.add(element);
    }
    return head;
  }

  private static void remove(LinkedBlockingQueue<?> queue, int count) {
    for (int i = 0; i < count; i++) {
      queue.poll();
    }
  }
}
