package io.hookstone.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Collects the outbox rows of committed transactions for one window, then relays them together.
 * Thread-safe.
 *
 * <p>The window is fixed: it opens with the first row and closes after its length, or as soon as a
 * batch is full. What does not fit into memory is dropped here and found by the sweep, since the
 * rows themselves are safe.
 */
public final class Batcher {

  private static final Logger LOG = Logger.getLogger(Batcher.class);

  /** The most rows that wait in memory. */
  static final int CAPACITY = 50_000;

  private final Duration window;
  private final int maxSize;
  private final ScheduledExecutorService executor;
  private final Consumer<List<UUID>> relay;

  /** Guards the fields below; never held while a batch is relayed. */
  private final ReentrantLock lock = new ReentrantLock();

  private final ArrayDeque<UUID> waiting = new ArrayDeque<>();
  private State state = State.IDLE;
  private @Nullable Future<?> windowEnd;
  private boolean abandoned;

  private enum State {
    /** Nothing waits and nothing is scheduled. */
    IDLE,
    /** A window is open. */
    COLLECTING,
    /** A batch is being relayed, or will be at once. */
    RELAYING
  }

  /**
   * Makes a batcher.
   *
   * @param window how long to collect
   * @param maxSize the most rows of one batch; reaching it closes the window early
   * @param executor runs one job at a time
   * @param relay takes a batch
   */
  public Batcher(
      Duration window, int maxSize, ScheduledExecutorService executor, Consumer<List<UUID>> relay) {
    this.window = window;
    this.maxSize = maxSize;
    this.executor = executor;
    this.relay = relay;
  }

  /**
   * Takes the rows of one committed transaction. Never blocks on I/O and never throws: it runs on
   * application threads.
   */
  public void offer(List<UUID> rows) {
    lock.lock();
    try {
      if (abandoned) {
        return;
      }
      if (waiting.size() + rows.size() > CAPACITY) {
        LOG.debugf("The batcher is full; the sweep will relay. rows=%d", rows.size());
        return;
      }
      waiting.addAll(rows);
      if (state == State.IDLE && !waiting.isEmpty()) {
        open();
      }
      if (state == State.COLLECTING && waiting.size() >= maxSize) {
        close();
      }
    } catch (RejectedExecutionException e) {
      giveUp();
    } finally {
      lock.unlock();
    }
  }

  private void open() {
    state = State.COLLECTING;
    windowEnd = executor.schedule(this::windowEnds, window.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void close() {
    state = State.RELAYING;
    if (windowEnd != null) {
      // Else the timer of this window would cut the next one short.
      windowEnd.cancel(false);
    }
    executor.execute(this::relayOne);
  }

  /** Shut down: the rows stay in the outbox for another node or the next start. */
  private void giveUp() {
    waiting.clear();
    state = State.IDLE;
  }

  private void windowEnds() {
    lock.lock();
    try {
      if (state != State.COLLECTING) {
        return;
      }
      state = State.RELAYING;
    } finally {
      lock.unlock();
    }
    relayOne();
  }

  /**
   * Relays one batch. Whatever comes of it, the batcher goes on, or rows would wait for the sweep
   * from then on.
   */
  private void relayOne() {
    try {
      relay.accept(take());
    } finally {
      goOn();
    }
  }

  private List<UUID> take() {
    lock.lock();
    try {
      var batch = new ArrayList<UUID>(Math.min(maxSize, waiting.size()));
      while (batch.size() < maxSize && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A full batch is relayed as soon as the executor's other jobs had their turn; less opens the
   * next window.
   */
  private void goOn() {
    lock.lock();
    try {
      if (waiting.size() >= maxSize) {
        executor.execute(this::relayOne);
      } else if (waiting.isEmpty()) {
        state = State.IDLE;
      } else {
        open();
      }
    } catch (RejectedExecutionException e) {
      giveUp();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Relays what waits now, without waiting for the window. For shutting down, on the executor's
   * thread.
   */
  public void flush() {
    var batch = take();
    while (!batch.isEmpty()) {
      relay.accept(batch);
      batch = take();
    }
  }

  /**
   * Takes no more rows and forgets those that wait, so that a {@link #flush} ends after its present
   * batch. The rows stay in the outbox for another node or the next start.
   */
  public void abandon() {
    lock.lock();
    try {
      abandoned = true;
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }
}
