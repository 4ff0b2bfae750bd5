package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HostResolverTest {

  private static final int ATTEMPTS = 500;

  @Test
  void asksAgainForEveryAttempt_soThatAHostMayMove() throws Exception {
    var asked = new AtomicInteger();
    var vertx = Vertx.vertx();
    try {
      var resolver =
          new HostResolver(
              vertx,
              new AddressGuard(
                  address -> {
                    asked.incrementAndGet();
                    return true;
                  }));
      var context = vertx.getOrCreateContext();
      for (int i = 0; i < ATTEMPTS; i++) {
        Promise<InetAddress> answer = Promise.promise();
        context.runOnContext(v -> resolver.resolve("localhost").onComplete(answer));
        answer.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    // At least once per attempt: a host may have several addresses.
    assertThat(asked).hasValueGreaterThanOrEqualTo(ATTEMPTS);
  }
}
