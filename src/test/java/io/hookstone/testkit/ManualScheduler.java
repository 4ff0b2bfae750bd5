package io.hookstone.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A scheduler that runs when told, in virtual time and on the thread that tells it. Jobs may be
 * handed over from any thread.
 */
public final class ManualScheduler extends AbstractExecutorService
    implements ScheduledExecutorService {

  private final ManualClock clock;
  private final PriorityBlockingQueue<Job<?>> jobs =
      new PriorityBlockingQueue<>(
          11, Comparator.comparing((Job<?> job) -> job.due).thenComparing(job -> job.order));
  private final AtomicLong order = new AtomicLong();
  private volatile boolean shutdown;

  /** Makes a scheduler that moves a clock. */
  public ManualScheduler(ManualClock clock) {
    this.clock = clock;
  }

  private final class Job<V> extends FutureTask<V> implements ScheduledFuture<V> {
    private final Instant due;
    private final long order = ManualScheduler.this.order.incrementAndGet();

    Job(Callable<V> work, Duration delay) {
      super(work);
      this.due = clock.instant().plus(delay);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(clock.instant(), due));
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      jobs.remove(this);
      return super.cancel(mayInterrupt);
    }
  }

  /** Runs all that is due now, including what these jobs make due; returns how many ran. */
  public int runDue() {
    int ran = 0;
    for (var job = jobs.peek(); job != null && !job.due.isAfter(clock.instant()); ran++) {
      jobs.remove(job);
      job.run();
      rethrow(job);
      job = jobs.peek();
    }
    return ran;
  }

  private static void rethrow(Job<?> job) {
    try {
      if (!job.isCancelled()) {
        job.get();
      }
    } catch (Exception e) {
      throw new AssertionError("A job failed.", e);
    }
  }

  /** Lets time pass; every job runs at its own time. */
  public void advance(Duration duration) {
    var end = clock.instant().plus(duration);
    runDue();
    for (var job = jobs.peek(); job != null && !job.due.isAfter(end); job = jobs.peek()) {
      clock.advance(Duration.between(clock.instant(), job.due));
      runDue();
    }
    clock.advance(Duration.between(clock.instant(), end));
  }

  /** Returns how many jobs wait. */
  public int waiting() {
    return jobs.size();
  }

  private <V> ScheduledFuture<V> add(Callable<V> work, Duration delay) {
    if (shutdown) {
      throw new RejectedExecutionException("Shut down.");
    }
    var job = new Job<>(work, delay);
    jobs.add(job);
    return job;
  }

  @Override
  public void execute(Runnable command) {
    var unused = schedule(command, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return add(
        () -> {
          command.run();
          return "";
        },
        Duration.of(delay, unit.toChronoUnit()));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    return add(callable, Duration.of(delay, unit.toChronoUnit()));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("Not needed so far.");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("Not needed so far.");
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    var left = new ArrayList<Runnable>();
    jobs.drainTo(left);
    return left;
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown && jobs.isEmpty();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
