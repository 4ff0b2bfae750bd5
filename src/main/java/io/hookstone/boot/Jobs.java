package io.hookstone.boot;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes the threads of the engine and keeps repeated jobs alive. */
final class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);

  private Jobs() {}

  /**
   * Makes an executor of one daemon thread, named after what it does, that starts with its first
   * job. The thread has the caller's context class loader, whoever brings the first job: enrichers
   * of an application look there for its classes.
   */
  static ScheduledExecutorService executor(String name) {
    var classLoader = Thread.currentThread().getContextClassLoader();
    var executor =
        new ScheduledThreadPoolExecutor(
            1,
            job -> {
              var thread = new Thread(job, "hookstone-" + name);
              thread.setDaemon(true);
              thread.setContextClassLoader(classLoader);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /** Makes an executor that gives each job a daemon thread at once, and ends idle ones. */
  static ExecutorService threads(String name) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        job -> {
          var thread = new Thread(job, "hookstone-" + name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Repeats a job; one that fails is logged and goes on, as the database may only be away for a
   * moment.
   */
  static void repeat(ScheduledExecutorService executor, String name, Runnable job, Duration pause) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> runSafely(name, job), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a job and logs what goes wrong. */
  static void runSafely(String name, Runnable job) {
    try {
      job.run();
    } catch (RuntimeException | Error e) {
      // An error too would end a repeated job for ever, and nobody would hear of it.
      LOG.warnf("HKS0909: A job failed and is tried again. job=%s cause=%s", name, e.toString());
    }
  }
}
