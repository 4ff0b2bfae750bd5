package io.hookstone.soak;

import io.hookstone.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A small backlog on PostgreSQL; {@link BacklogSoak} has the big one. */
final class BacklogIT {

  @Test
  void drains_inA256MiBHeap() throws Exception {
    var backlog = new Backlog(TestDatabase.postgres(), 5_000, 1_000, Duration.ofSeconds(60));
    System.out.println("Backlog: " + backlog.drain("-Xmx256m"));
  }
}
