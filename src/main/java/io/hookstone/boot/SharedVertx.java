package io.hookstone.boot;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
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
      vertx =
          Vertx.vertx(
              new VertxOptions()
                  .setEventLoopPoolSize(EVENT_LOOPS)
                  .setWorkerPoolSize(RESOLVER_THREADS)
                  .setInternalBlockingPoolSize(1)
                  .setUseDaemonThread(true)
                  .setFileSystemOptions(
                      new FileSystemOptions()
                          .setFileCachingEnabled(false)
                          .setClassPathResolvingEnabled(false)));
      shared = vertx;
    }
    users++;
    return vertx;
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
