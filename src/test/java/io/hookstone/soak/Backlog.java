package io.hookstone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A number of committed events that nobody has relayed yet, and three JVMs: one makes them, one
 * drains them, one receives them.
 *
 * @param events how many
 * @param singles how many of them have a transaction of their own
 */
record Backlog(TestDatabase database, int events, int singles, Duration patience) {

  /** Makes it, drains it in a JVM with the given options, checks the books, returns the figures. */
  String drain(String... jvmOptions) throws IOException, InterruptedException {
    var url = new CompletableFuture<String>();
    var received = new CompletableFuture<String>();
    try (var receiver =
        ChildJvm.of(FastReceiver.class)
            .options("-Xmx256m")
            .start(line -> (line.startsWith("url ") ? url : received).complete(line))) {
      var endpoint = await(url).substring("url ".length());
      await(make(endpoint));
      // Lets the sweep's grace pass (a constant of the engine), for which no test should wait.
      database.execute("update webhook_outbox set created_at = created_at - interval '1 minute'");
      database.execute("vacuum analyze webhook_outbox");
      var drained = drain(endpoint, jvmOptions);
      receiver.stop();
      var figures = drained + " " + await(received);
      assertThat(figures)
          .contains("drained events=" + events, "distinct=" + events, "invalid=0")
          .doesNotContain("verified=0");
      return figures;
    }
  }

  private CompletableFuture<String> make(String endpoint) throws IOException, InterruptedException {
    var made = new CompletableFuture<String>();
    try (var maker =
        ChildJvm.of(MakeBacklog.class)
            .options("-Xmx512m")
            .start(
                made::complete,
                database.url(),
                endpoint,
                Integer.toString(events),
                Integer.toString(singles))) {
      assertThat(maker.awaitEnd(patience)).isZero();
    }
    assertThat(database.count("select count(*) from item")).isEqualTo(events);
    assertThat(database.count("select count(*) from webhook_event")).isZero();
    return made;
  }

  private String drain(String endpoint, String... jvmOptions)
      throws IOException, InterruptedException {
    var drained = new CompletableFuture<String>();
    try (var child =
        ChildJvm.of(Drain.class)
            .options(jvmOptions)
            .start(drained::complete, database.url(), endpoint)) {
      assertThat(child.awaitEnd(patience)).isZero();
    }
    return await(drained);
  }

  private String await(CompletableFuture<String> line) {
    return line.orTimeout(patience.toSeconds(), TimeUnit.SECONDS).join();
  }
}
