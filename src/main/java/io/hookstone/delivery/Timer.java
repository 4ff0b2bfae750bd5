package io.hookstone.delivery;

import java.time.Duration;

/** Runs something later. Thread-safe. */
@FunctionalInterface
interface Timer {

  /**
   * Runs a job once, on any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if it is closed
   */
  void after(Duration delay, Runnable job);
}
