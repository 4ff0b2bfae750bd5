package io.hookstone.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.oracle.LawfulRow.Comparison;
import io.hookstone.oracle.RowLog.Row;
import io.hookstone.oracle.Sequence.Transaction;
import io.hookstone.oracle.Tables.Subject;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Triggers see what was really written, whoever wrote it: every committed row of a captured entity
 * belongs to an event or to a counted bulk statement, and every event to a row, but for what {@link
 * LawfulRow} allows.
 */
final class TriggerOraclePostgresIT {

  private static final Logger LOG = Logger.getLogger(TriggerOraclePostgresIT.class);
  private static final int SEQUENCES = 100;
  private static final int SEQUENCES_AT_ONCE = 50;
  private static final int MAX_SHOWN = 10;

  private final Map<LawfulRow, Integer> used = new EnumMap<>(LawfulRow.class);

  /** What one transaction left behind. */
  private record Trace(Transaction transaction, List<Row> rows, Map<String, Long> counted) {}

  @Test
  void everyRow_isAnEventOrACountedStatement_andEveryEventARow() throws SQLException {
    for (long seed : Seeds.all()) {
      compare(seed, Seeds.sequences(SEQUENCES));
    }
    LOG.infof("Lawful differences. used=%s", used);
    if (!Seeds.given()) {
      assertThat(used.keySet())
          .as("a rule that nothing needs would only hide what it allows")
          .isEqualTo(EnumSet.allOf(LawfulRow.class));
    }
  }

  private void compare(long seed, int sequences) throws SQLException {
    LOG.infof("The trigger oracle's sequences. seed=%d sequences=%d", seed, sequences);
    var database = TestDatabase.postgres();
    try (var app =
            Model.on(database)
                .with("hibernate.integration.envers.enabled", "false")
                .with("hibernate.use_sql_comments", "true")
                .start();
        var log = new RowLog(database)) {
      var events = new CommittedEvents(database, app);
      var tables = new Tables(app.sessionFactory());
      var unlawful = new ArrayList<String>();
      int transactions = 0;
      long committed = 0;
      for (int done = 0; done < sequences && unlawful.isEmpty(); done += SEQUENCES_AT_ONCE) {
        var traces = new ArrayList<Trace>();
        var watch = watch(app, log, traces);
        for (int i = done; i < Math.min(sequences, done + SEQUENCES_AT_ONCE); i++) {
          transactions +=
              new Sequence(app.sessionFactory(), seed + i, i, Menu.EVERYTHING).run(0, watch);
        }
        if (done + SEQUENCES_AT_ONCE >= sequences) {
          transactions += Scenes.play(app.sessionFactory(), 0, Menu.EVERYTHING, watch);
        }
        unlawful.addAll(compare(traces, events.next(), tables));
        committed += traces.stream().filter(trace -> trace.transaction().committed()).count();
      }
      LOG.infof("Compared. transactions=%d committed=%d", transactions, committed);
      assertThat(unlawful.stream().limit(MAX_SHOWN)).as("seed %d", seed).isEmpty();
      assertThat(committed).isGreaterThan(transactions * 6L / 10);
    }
  }

  /** Takes down what each transaction leaves behind as soon as it is over. */
  private static Consumer<Transaction> watch(TestApplication app, RowLog log, List<Trace> traces) {
    var counts = new HashMap<>(app.hookstone().statistics().uncapturedStatements());
    return transaction -> {
      var counted = new TreeMap<String, Long>();
      app.hookstone()
          .statistics()
          .uncapturedStatements()
          .forEach(
              (entity, count) -> {
                long more = count - counts.getOrDefault(entity, 0L);
                if (more > 0) {
                  counted.put(entity, more);
                }
                counts.put(entity, count);
              });
      traces.add(new Trace(transaction, rows(log), counted));
    };
  }

  private static List<Row> rows(RowLog log) {
    try {
      return log.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> compare(List<Trace> traces, List<WebhookEvent> events, Tables tables) {
    var unlawful = new ArrayList<String>();
    var unexplained = new HashSet<>(events);
    for (Trace trace : traces) {
      var transaction = trace.transaction();
      // One transaction runs at a time, so the time of an event tells whose it is.
      var own =
          events.stream()
              .filter(event -> !event.occurredAt().isBefore(transaction.from()))
              .filter(event -> !event.occurredAt().isAfter(transaction.to()))
              .toList();
      own.forEach(unexplained::remove);
      var found = differences(trace, own, tables);
      if (!transaction.committed() && !(own.isEmpty() && trace.rows().isEmpty())) {
        found.add("rows or events of a transaction that did not commit");
      }
      if (!found.isEmpty()) {
        unlawful.add(
            "-Doracle.seed=%d %s after %s counted %s"
                .formatted(transaction.seed(), found, transaction.journal(), trace.counted()));
      }
    }
    unexplained.forEach(event -> unlawful.add("event of no transaction: " + event.data()));
    return unlawful;
  }

  private List<String> differences(Trace trace, List<WebhookEvent> events, Tables tables) {
    var found = new ArrayList<String>();
    var footprints = Footprint.of(trace.rows(), tables);
    var ours =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> new Subject(tables.root(event.entity()), event.entityId())));
    var subjects = new HashSet<>(ours.keySet());
    subjects.addAll(footprints.keySet());
    for (Subject subject : subjects) {
      var comparison =
          new Comparison(
              subject,
              footprints.get(subject),
              ours.getOrDefault(subject, List.of()),
              trace.counted(),
              trace.transaction().journal());
      if (!comparison.none()) {
        comparison
            .rule()
            .ifPresentOrElse(
                rule -> used.merge(rule, 1, Integer::sum), () -> found.add(comparison.toString()));
      }
    }
    return found;
  }
}
