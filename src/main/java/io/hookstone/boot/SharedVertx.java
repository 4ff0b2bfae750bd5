package io.hookstone.boot;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.impl.VertxThread;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxThreadFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one Vert.x instance of all session factories, unless an application brings its own: made for
 * the first user, closed with the last. Thread-safe.
 */
final class SharedVertx {

  private static final Logger LOG = Logger.getLogger(SharedVertx.class);

  /** Half the processors: sending is not what an application's machine is for. */
  static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final int RESOLVER_THREADS = 20;
  private static final long CLOSE_SECONDS = 10;

  /** Guarded by the class. */
  private static @Nullable Vertx shared;

  private static int users;

  private SharedVertx() {}

  static synchronized Vertx acquire() {
    var vertx = shared;
    if (vertx == null) {
      vertx = OwnClassLoader.within(SharedVertx::create);
      shared = vertx;
    }
    users++;
    return vertx;
  }

  private static Vertx create() {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(EVENT_LOOPS)
            .setWorkerPoolSize(RESOLVER_THREADS)
            .setInternalBlockingPoolSize(1)
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    return VertxBootstrap.create().options(options).threadFactory(new Threads()).init().vertx();
  }

  /** Threads start with their first job, whichever application that is of. */
  private static final class Threads implements VertxThreadFactory {
    @Override
    public VertxThread newVertxThread(
        Runnable target, String name, boolean worker, long maxExecTime, TimeUnit unit) {
      var thread = VertxThreadFactory.super.newVertxThread(target, name, worker, maxExecTime, unit);
      thread.setContextClassLoader(OwnClassLoader.get());
      return thread;
    }
  }

  static synchronized void release() {
    users--;
    var vertx = shared;
    if (users == 0 && vertx != null) {
      shared = null;
      try {
        vertx
            .close()
            .toCompletionStage()
            .toCompletableFuture()
            .get(CLOSE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        LOG.warnf("HKS0908: Vert.x did not close in time. cause=%s", e.toString());
      }
    }
  }
}
