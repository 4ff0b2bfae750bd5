package io.hookstone.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.JdbcCalls;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.SessionEventListener;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The application comes first: whatever it does, with the plugin it gets the same results, the same
 * exceptions and the same rows from the same statements in the same batches with the same flushes
 * on as many connections, and one insert more in each transaction that has changed something. Run
 * once per database.
 */
abstract class TransparencyContract {

  private static final Logger LOG = Logger.getLogger(TransparencyContract.class);
  private static final int SEQUENCES_AT_ONCE = 100;
  private static final String OUTBOX = "webhook_outbox";
  private static final String REFERENCE = "remove reference ";

  abstract TestDatabase database();

  /** How many sequences run of each seed unless told otherwise. */
  abstract int sequences();

  /** What the application saw of one transaction. */
  private record Trace(
      long seed,
      boolean committed,
      List<String> journal,
      List<String> calls,
      List<String> work,
      Map<String, String> statistics) {

    List<String> outbox() {
      return calls.stream().filter(call -> call.contains(OUTBOX)).toList();
    }

    List<String> own() {
      return calls.stream().filter(call -> !call.contains(OUTBOX)).toList();
    }
  }

  @Test
  void thePlugin_costsOneInsertPerTransaction_andNothingElse() {
    for (long seed : Seeds.all()) {
      compare(seed, Seeds.sequences(sequences()));
    }
  }

  private void compare(long seed, int sequences) {
    LOG.infof("The transparency's sequences. seed=%d sequences=%d", seed, sequences);
    try (var off = new Subject(database(), false);
        var on = new Subject(database(), true)) {
      var events = new CommittedEvents(on.database, on.app);
      long inserts = 0;
      long transactions = 0;
      for (int done = 0; done < sequences; done += SEQUENCES_AT_ONCE) {
        int until = Math.min(sequences, done + SEQUENCES_AT_ONCE);
        inserts += compare(off.run(seed, done, until), on.run(seed, done, until));
        transactions += events.next().stream().map(WebhookEvent::transactionId).distinct().count();
      }
      assertThat(inserts)
          .as("one insert for each transaction with events, seed %d", seed)
          .isPositive()
          .isEqualTo(transactions);
      assertThat(Contents.of(on.database))
          .as("rows, seed %d", seed)
          .isEqualTo(Contents.of(off.database));
    }
  }

  /** Compares some transactions; returns how many inserts into the outbox were committed. */
  private static long compare(List<Trace> off, List<Trace> on) {
    assertThat(on).hasSameSizeAs(off);
    long inserts = 0;
    for (int i = 0; i < on.size(); i++) {
      var expected = off.get(i);
      var found = on.get(i);
      var name = "-Doracle.seed=%d %s".formatted(found.seed(), found.journal());
      if (hiddenRow(found, expected)) {
        continue;
      }
      assertThat(found.committed()).as(name).isEqualTo(expected.committed());
      if (found.journal().stream().anyMatch(step -> step.startsWith(REFERENCE))) {
        sameButForALoad(found, expected, name);
      } else {
        assertThat(found.journal()).as(name).isEqualTo(expected.journal());
        assertThat(found.own()).as(name).isEqualTo(expected.own());
        assertThat(found.work()).as(name).isEqualTo(expected.work());
        assertThat(found.statistics()).as(name).isEqualTo(expected.statistics());
      }
      costsAtMostOneInsert(found, name);
      inserts += found.committed() ? found.outbox().size() : 0;
    }
    return inserts;
  }

  /** The insert is the last thing before the commit, and only where something was written. */
  private static void costsAtMostOneInsert(Trace trace, String name) {
    assertThat(trace.outbox()).as(name).hasSizeLessThan(2);
    for (String insert : trace.outbox()) {
      assertThat(insert).as(name).contains("insert into ");
      int place = trace.calls().indexOf(insert);
      assertThat(trace.calls().subList(0, place))
          .as(name)
          .anyMatch(
              call -> call.matches("(?s)\\w+( of \\d+)? (insert|update|delete|merge|with) .*"));
      assertThat(trace.calls().get(place + 1)).as(name).isEqualTo("commit");
    }
  }

  /**
   * Where there is a listener for deletes, Hibernate loads the row that a reference stands for
   * before it deletes it: one select more, and another exception if there is no such row.
   */
  private static void sameButForALoad(Trace found, Trace expected, String name) {
    if (found.journal().contains("failed: jakarta.persistence.EntityNotFoundException")) {
      assertThat(expected.journal())
          .as(name)
          .containsExactly(
              found.journal().get(0),
              expected.own().stream().anyMatch(call -> call.contains(" delete from "))
                  ? "failed: jakarta.persistence.OptimisticLockException"
                  : "failed: jakarta.persistence.EntityNotFoundException");
      return;
    }
    assertThat(found.journal()).as(name).isEqualTo(expected.journal());
    assertThat(withoutOneSelect(found.own(), expected.own())).as(name).isEqualTo(expected.own());
  }

  /**
   * A row that a restriction hides cannot be loaded, though its {@code @SQLDelete} statement would
   * have found it again.
   */
  private static boolean hiddenRow(Trace found, Trace expected) {
    return found.journal().stream().anyMatch(step -> step.startsWith(REFERENCE))
        && found.journal().contains("failed: jakarta.persistence.EntityNotFoundException")
        && expected.committed()
        && expected.own().stream().anyMatch(call -> call.contains(" update Ticket "))
        && expected.own().stream().noneMatch(call -> call.contains(" delete from "));
  }

  /** Without the one select, and as if any version were deleted, not only the one it loads. */
  private static List<String> withoutOneSelect(List<String> found, List<String> expected) {
    var rest = new ArrayList<>(found);
    for (int i = 0; i < rest.size() && i < expected.size(); i++) {
      if (rest.size() > expected.size()
          && rest.get(i).startsWith("executeQuery select ")
          && !rest.get(i).equals(expected.get(i))) {
        rest.remove(i);
      }
      if (rest.get(i).replace(" and version=?", "").equals(expected.get(i))) {
        rest.set(i, expected.get(i));
      }
    }
    return rest;
  }

  /** The application with or without the plugin. */
  private static final class Subject implements AutoCloseable {
    private final TestDatabase database;
    private final JdbcCalls calls = new JdbcCalls();
    private final TestApplication app;

    Subject(TestDatabase database, boolean enabled) {
      this.database = database;
      this.app =
          Model.on(database)
              .with("hookstone.enabled", String.valueOf(enabled))
              .with("hibernate.integration.envers.enabled", "false")
              .with("hibernate.generate_statistics", "true")
              .watchedBy(calls)
              .start();
    }

    /** Runs the sequences from one number to before another. */
    List<Trace> run(long seed, int from, int until) {
      var traces = new ArrayList<Trace>();
      // What the start, or the look at the events, has called is not the application's.
      calls.take();
      statistics(app);
      for (int i = from; i < until; i++) {
        var work = new Work();
        new Sequence(app.sessionFactory(), seed + i, i, Menu.EVERYTHING, work)
            .run(
                0,
                transaction ->
                    traces.add(
                        new Trace(
                            transaction.seed(),
                            transaction.committed(),
                            transaction.journal().stream().map(Contents::stable).toList(),
                            calls.take(),
                            work.take(),
                            statistics(app))));
      }
      return traces;
    }

    @Override
    public void close() {
      app.close();
    }
  }

  /** Returns what was counted since the last call. */
  private static Map<String, String> statistics(TestApplication app) {
    var all = app.sessionFactory().getStatistics();
    var described = new TreeMap<String, String>();
    for (String name : all.getEntityNames()) {
      if (name.startsWith(TransparencyContract.class.getPackageName())) {
        var one = all.getEntityStatistics(name);
        described.put(
            name,
            "inserted %d updated %d deleted %d fetched %d stale %d"
                .formatted(
                    one.getInsertCount(),
                    one.getUpdateCount(),
                    one.getDeleteCount(),
                    one.getFetchCount(),
                    one.getOptimisticFailureCount()));
      }
    }
    for (String role : all.getCollectionRoleNames()) {
      var one = all.getCollectionStatistics(role);
      described.put(
          role,
          "loaded %d fetched %d recreated %d updated %d removed %d"
              .formatted(
                  one.getLoadCount(),
                  one.getFetchCount(),
                  one.getRecreateCount(),
                  one.getUpdateCount(),
                  one.getRemoveCount()));
    }
    all.clear();
    return described;
  }

  /** What sessions do besides calling JDBC. */
  private static final class Work implements SessionEventListener {
    private static final long serialVersionUID = 1L;
    private final transient List<String> done = new ArrayList<>();

    List<String> take() {
      var taken = List.copyOf(done);
      done.clear();
      return taken;
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
      done.add("flush " + numberOfEntities + " " + numberOfCollections);
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
      done.add("auto flush " + numberOfEntities + " " + numberOfCollections);
    }

    @Override
    public void dirtyCalculationEnd(boolean dirty) {
      done.add("dirty " + dirty);
    }
  }
}
