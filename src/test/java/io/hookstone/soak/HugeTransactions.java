package io.hookstone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.soak.HugeTransaction.Work;
import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Transactions of many entities, committed in one JVM and relayed in another, both with the same
 * small heap. The books are checked in between and after.
 *
 * @param heap the most that both may use, as in {@code -Xmx}
 */
record HugeTransactions(
    TestDatabase database, Map<Work, Long> entities, String heap, Duration patience) {

  HugeTransactions {
    entities = new EnumMap<>(entities);
  }

  /** Commits with the plugin, checks the outbox, relays, checks the events; returns the figures. */
  List<String> commitAndRelay() throws IOException, InterruptedException {
    long events = entities.values().stream().mapToLong(Long::longValue).sum();
    var figures = new ArrayList<>(commit(true));
    long rows = database.count("select count(*) from webhook_outbox");
    assertThat(rows).isGreaterThanOrEqualTo(events / 500).isLessThan(events);
    assertThat(database.count("select max(length(changes)) from webhook_outbox"))
        .as("bytes of a row")
        .isLessThan(2 << 20);
    // Lets the sweep's grace pass (a constant of the engine), for which no test should wait.
    database.execute("update webhook_outbox set created_at = created_at - interval '2 hours'");
    figures.addAll(child(Drain.class, database.url()));
    figures.add("outboxRows=" + rows);
    assertThat(database.count("select count(*) from webhook_event")).isEqualTo(events);
    assertThat(
            database.count(
                "select count(*) from (select distinct type, entity_id from webhook_event)"))
        .isEqualTo(events);
    assertThat(database.count("select count(distinct transaction_id) from webhook_event"))
        .isEqualTo(entities.size());
    return figures;
  }

  /** Commits; returns the figures. */
  List<String> commit(boolean plugin) throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of(database.url(), Boolean.toString(plugin)));
    entities.forEach((work, count) -> arguments.addAll(List.of(work.name(), count.toString())));
    return child(HugeTransaction.class, arguments.toArray(String[]::new));
  }

  private List<String> child(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    try (var child =
        ChildJvm.of(main)
            .options("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError")
            .start(said::add, arguments)) {
      assertThat(child.awaitEnd(patience)).as("see target/child-jvms; it said %s", said).isZero();
    }
    return said;
  }
}
