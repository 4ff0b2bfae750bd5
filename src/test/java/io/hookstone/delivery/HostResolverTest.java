package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostResolverTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
  private final HostResolver hosts =
      new HostResolver(
          vertx,
          new AddressGuard(
              address -> {
                asked.incrementAndGet();
                return answer.join();
              }));

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static void await(Future<?> future) {
    var ended = new CompletableFuture<Boolean>();
    future.onComplete(result -> ended.complete(true));
    ended.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void asksOnceForAName_howeverManyWait_andAnewForEveryLaterAttempt() throws Exception {
    int addresses = InetAddress.getAllByName("localhost").length;
    List<Future<InetAddress>> waiting = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      waiting.add(hosts.resolve("localhost"));
    }
    answer.complete(true);
    waiting.forEach(HostResolverTest::await);
    assertThat(waiting).allMatch(Future::succeeded);
    assertThat(asked).hasValue(addresses);

    for (int again = 2; again < 50; again++) {
      await(hosts.resolve("localhost"));
      assertThat(asked).hasValue(again * addresses);
    }
  }

  @Test
  void asksAnew_afterANameThatCannotBeResolved() {
    for (int again = 0; again < 2; again++) {
      var failed = hosts.resolve("no-such-host.invalid");
      await(failed);
      assertThat(failed.cause()).isInstanceOf(java.net.UnknownHostException.class);
    }
  }

  @Test
  void judgesAddresses_withoutAskingAnybody() {
    answer.complete(false);

    assertThat(hosts.resolve("127.0.0.1").cause())
        .isInstanceOf(AddressGuard.AddressRefusedException.class);
    assertThat(hosts.resolve("192.0.34.8").succeeded()).isTrue();
  }
}
