package io.hookstone.enrich;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call of one enricher, on a thread of its own, with a session of its own. Used by the relay's
 * thread and the enricher's.
 */
final class EnricherCall implements Runnable {

  /** How a call ended. */
  enum Ending {
    /** In time and without an exception. */
    SUCCESS,
    /** With an exception. */
    FAILURE,
    /** Too late; its thread is free again. */
    TIMEOUT,
    /** Not at all: its thread is still busy, and nobody waits for it any more. */
    ABANDONED
  }

  private static final Logger LOG = Logger.getLogger(EnricherCall.class);

  /** How long a call has to end after each of the two requests to do so. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private final String name;
  private final Enricher enricher;
  private final List<EnrichableEvent> events;
  private final Optional<String> tenantId;
  private final EntityModel model;
  private final Function<Optional<String>, Session> sessions;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Guards the runner, so that an interrupt never hits what its thread does next. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Thread runner;
  private volatile @Nullable Session session;
  private volatile @Nullable Throwable failure;
  private volatile boolean abandoned;

  EnricherCall(
      String name,
      Enricher enricher,
      List<EnrichableEvent> events,
      Optional<String> tenantId,
      EntityModel model,
      Function<Optional<String>, Session> sessions) {
    this.name = name;
    this.enricher = enricher;
    this.events = events;
    this.tenantId = tenantId;
    this.model = model;
    this.sessions = sessions;
  }

  /**
   * Runs the call and waits for its end. One that takes too long is asked to end: by canceling its
   * statement, then by an interrupt, which comes second because it could close the files of an
   * embedded database in the middle of a statement.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  Ending run(Executor executor, Patience patience, Duration timeout) throws InterruptedException {
    try {
      executor.execute(this);
    } catch (RuntimeException | Error e) {
      failure = e;
      ended.countDown();
    }
    if (patience.await(ended, timeout)) {
      return failure == null ? Ending.SUCCESS : Ending.FAILURE;
    }
    cancelStatement();
    if (patience.await(ended, GRACE)) {
      return Ending.TIMEOUT;
    }
    interrupt();
    if (patience.await(ended, GRACE)) {
      return Ending.TIMEOUT;
    }
    abandoned = true;
    return Ending.ABANDONED;
  }

  /** Returns whether the enricher's thread has come back. */
  boolean ended() {
    return ended.getCount() == 0;
  }

  /** Returns what a call with {@link Ending#FAILURE} failed with. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void run() {
    lock.lock();
    try {
      runner = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    try {
      read();
    } catch (Throwable e) {
      // Whatever an enricher throws, errors included, is its own affair.
      failure = e;
    } finally {
      lock.lock();
      try {
        runner = null;
      } finally {
        lock.unlock();
      }
      ended.countDown();
      if (abandoned) {
        LOG.infof("HKS1004: An abandoned enricher has ended. enricher=%s", name);
      }
    }
  }

  private void read() {
    try (var opened = sessions.apply(tenantId)) {
      session = opened;
      var transaction = opened.beginTransaction();
      try {
        enricher.enrich(events, new EnrichmentContext(opened, tenantId, model));
      } finally {
        session = null;
        rollback(transaction);
      }
    }
  }

  /**
   * Nothing was to be written. An enricher may have ended the transaction, or closed the session.
   */
  private static void rollback(Transaction transaction) {
    try {
      if (transaction.isActive()) {
        transaction.rollback();
      }
    } catch (RuntimeException e) {
      LOG.debug("The transaction of an enricher could not be rolled back", e);
    }
  }

  private void cancelStatement() {
    var running = session;
    if (running != null) {
      try {
        running.cancelQuery();
      } catch (RuntimeException e) {
        LOG.debug("The statement of an enricher could not be canceled", e);
      }
    }
  }

  private void interrupt() {
    lock.lock();
    try {
      if (runner != null) {
        runner.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
