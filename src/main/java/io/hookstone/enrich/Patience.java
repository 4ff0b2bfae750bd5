package io.hookstone.enrich;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for an enricher. Implementations are thread-safe. */
@FunctionalInterface
public interface Patience {

  /**
   * Waits until a call has ended, or for a time.
   *
   * @return whether it has ended
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean await(CountDownLatch ended, Duration time) throws InterruptedException;

  /** Returns the patience that goes by the machine's clock. */
  static Patience realTime() {
    return (ended, time) -> ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
