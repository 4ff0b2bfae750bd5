package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.endpoint.TestEndpoints;
import io.hookstone.format.WebhookFormats;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebClientSenderTest {

  private static final int LOOPS = 3;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  private final TestEndpoints endpoints = new TestEndpoints();
  private final WebClientSender sender =
      new WebClientSender(
          vertx,
          LOOPS,
          WebhookFormats.builtIn(),
          new AddressGuard(address -> false),
          Duration.ofSeconds(15),
          1,
          "Hookstone",
          Clock.systemUTC());

  @AfterEach
  void stop() throws Exception {
    sender.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Sends where the guard lets nothing through, and returns the thread on which that ended. */
  private String threadOf(UUID endpoint) {
    var thread = new CompletableFuture<String>();
    sender.send(
        List.of(Tasks.to(endpoint)),
        endpoints.get().find(endpoint).orElseThrow(),
        new Sender.Results() {
          @Override
          public void ended(List<DeliveryTask> tasks, Exchange exchange) {
            thread.complete(Thread.currentThread().getName());
          }

          @Override
          public void unsent(List<DeliveryTask> tasks) {
            thread.completeExceptionally(new AssertionError("The task was sent."));
          }
        });
    return thread.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void spreadsEndpoints_overTheEventLoops_eachStayingOnItsOwn() {
    List<String> threads = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      var endpoint = endpoints.addAt("https://127.0.0.1/");
      var thread = threadOf(endpoint);
      assertThat(threadOf(endpoint)).isEqualTo(thread);
      threads.add(thread);
    }

    assertThat(threads.stream().distinct()).hasSize(LOOPS);
  }
}
