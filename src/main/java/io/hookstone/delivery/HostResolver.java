package io.hookstone.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Resolves and judges hosts without blocking an event loop. Thread-safe.
 *
 * <p>The platform's resolver blocks. However many attempts wait for one name, only one thread asks
 * for it, so that a name server that does not answer holds up its own endpoints only.
 */
final class HostResolver {

  private final Vertx vertx;
  private final AddressGuard guard;
  private final ConcurrentMap<String, Future<InetAddress>> inProgress = new ConcurrentHashMap<>();

  HostResolver(Vertx vertx, AddressGuard guard) {
    this.vertx = vertx;
    this.guard = guard;
  }

  /**
   * Resolves a host for an attempt.
   *
   * @return the address to connect to, on the caller's event loop; fails like {@link
   *     AddressGuard#resolve}
   */
  Future<InetAddress> resolve(String host) {
    if (AddressGuard.literal(host)) {
      try {
        return Future.succeededFuture(guard.resolve(host));
      } catch (UnknownHostException | RuntimeException e) {
        return Future.failedFuture(e);
      }
    }
    Promise<InetAddress> answer = Promise.promise();
    var context = vertx.getOrCreateContext();
    ask(host).onComplete(result -> context.runOnContext(v -> answer.handle(result)));
    return answer.future();
  }

  private Future<InetAddress> ask(String host) {
    Promise<InetAddress> answer = Promise.promise();
    var asked = inProgress.putIfAbsent(host, answer.future());
    if (asked != null) {
      return asked;
    }
    vertx
        .executeBlocking(() -> guard.resolve(host), false)
        .onComplete(
            result -> {
              // First, so that nobody who asks from now on gets an answer of the past.
              inProgress.remove(host);
              answer.handle(result);
            });
    return answer.future();
  }
}
