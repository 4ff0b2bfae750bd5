package io.hookstone.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.oracle.LawfulDifference.Difference;
import io.hookstone.oracle.Model.Piece;
import io.hookstone.oracle.Model.Step;
import io.hookstone.oracle.Sequence.Transaction;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.hibernate.envers.AuditReader;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.query.AuditEntity;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Envers sees the same transactions as Hookstone and was written by others: what it has of any
 * sequence of operations, our events must have as well, but for the {@link LawfulDifference}s. Run
 * once per database.
 *
 * <p>{@code -Doracle.seed=} repeats a sequence, {@code -Doracle.sequences=} says how many.
 */
abstract class EnversOracleContract {

  private static final Logger LOG = Logger.getLogger(EnversOracleContract.class);
  private static final int SEQUENCES_AT_ONCE = 100;
  private static final int MAX_SHOWN = 10;

  final TestDatabase database = database();

  abstract TestDatabase database();

  /** How many sequences run unless told otherwise. */
  abstract int sequences();

  /** What Envers has of one transaction. */
  private record Audit(int revision, Map<Subject, Change> changes) {}

  /**
   * The same sequences at every build, so that a build says the same twice; {@code -Doracle.seed=}
   * tries others. A seed that ends in an unlawful difference need not be a fault of ours: where an
   * embeddable is added to a collection and removed again in one transaction, Envers keeps both,
   * and its reader shows it as added (seed 9162799651314, one sequence).
   */
  private static final long DEFAULT_SEED = 1;

  private record Change(Piece piece, RevisionType type) {}

  private record Subject(String entity, String id) {}

  @Test
  void events_areWhatEnversHas() {
    long seed = Long.getLong("oracle.seed", DEFAULT_SEED);
    int sequences = Integer.getInteger("oracle.sequences", sequences());
    LOG.infof("The oracle's sequences. seed=%d sequences=%d", seed, sequences);
    try (var app =
        TestApplication.on(database)
            .entities(Model.ENTITIES)
            .with("hookstone.batch.window", "1ms")
            .start()) {
      var events = new CommittedEvents(database, app);
      var transactions = new ArrayList<Transaction>();
      var unlawful = new ArrayList<String>();
      int latest = 0;
      for (int done = 0; done < sequences && unlawful.isEmpty(); done += SEQUENCES_AT_ONCE) {
        var some = new ArrayList<Transaction>();
        for (int i = done; i < Math.min(sequences, done + SEQUENCES_AT_ONCE); i++) {
          some.addAll(
              new Sequence(app.sessionFactory(), seed + i, i)
                  .run(transactions.size() + some.size()));
        }
        var audits = audits(app, latest);
        latest = audits.values().stream().mapToInt(Audit::revision).max().orElse(latest);
        var arrived = events.next();
        unlawful.addAll(
            app.fromTransaction(
                session -> compare(some, arrived, audits, AuditReaderFactory.get(session))));
        transactions.addAll(some);
      }
      long committed = transactions.stream().filter(Transaction::committed).count();
      LOG.infof("Compared. transactions=%d committed=%d", transactions.size(), committed);
      assertThat(unlawful.stream().limit(MAX_SHOWN)).as("seed %d", seed).isEmpty();
      assertThat(committed).isGreaterThan(transactions.size() * 6L / 10);
    }
  }

  private static Map<Integer, Audit> audits(TestApplication app, int after) {
    return app.fromTransaction(
        session -> {
          var audits = new HashMap<Integer, Audit>();
          // Not off the history alone: Envers may write that of a collection only.
          session
              .createSelectionQuery("from Step where id > :after", Step.class)
              .setParameter("after", after)
              .getResultList()
              .forEach(step -> audits.put(step.label, new Audit(step.id, new HashMap<>())));
          var reader = AuditReaderFactory.get(session);
          for (Class<? extends Piece> type : Model.PIECES) {
            List<?> rows =
                reader
                    .createQuery()
                    .forRevisionsOfEntity(type, false, true)
                    .add(AuditEntity.revisionNumber().gt(after))
                    .getResultList();
            for (Object row : rows) {
              var columns = (Object[]) row;
              var step = (Step) columns[1];
              var before =
                  Objects.requireNonNull(audits.get(step.label))
                      .changes()
                      .put(
                          new Subject(type.getSimpleName(), ((Piece) columns[0]).keyText()),
                          new Change((Piece) columns[0], (RevisionType) columns[2]));
              assertThat(before).as("one row per entity and revision").isNull();
            }
          }
          return audits;
        });
  }

  private static List<String> compare(
      List<Transaction> transactions,
      List<WebhookEvent> events,
      Map<Integer, Audit> audits,
      AuditReader reader) {
    var unlawful = new ArrayList<String>();
    var unexplained = new HashSet<>(events);
    for (Transaction transaction : transactions) {
      // One transaction runs at a time, so the time of an event tells whose it is.
      var own =
          events.stream()
              .filter(event -> !event.occurredAt().isBefore(transaction.from()))
              .filter(event -> !event.occurredAt().isAfter(transaction.to()))
              .toList();
      own.forEach(unexplained::remove);
      var audit = audits.getOrDefault(transaction.label(), new Audit(0, Map.of()));
      var found = differences(own, audit, transaction.journal(), reader);
      if (!transaction.committed() && !own.isEmpty()) {
        found.add("events of a transaction that did not commit");
      }
      if (!found.isEmpty()) {
        unlawful.add(
            "-Doracle.seed=%d %s after %s"
                .formatted(transaction.seed(), found, transaction.journal()));
      }
    }
    unexplained.forEach(event -> unlawful.add("event of no transaction: " + event.data()));
    return unlawful;
  }

  private static List<String> differences(
      Collection<WebhookEvent> events, Audit audit, List<String> journal, AuditReader reader) {
    var found = new ArrayList<String>();
    var ours = new HashMap<Subject, WebhookEvent>();
    for (WebhookEvent event : events) {
      if (ours.put(new Subject(event.entity(), event.entityId()), event) != null) {
        found.add("a second event of " + event.entity() + "#" + event.entityId());
      }
      var expected =
          audit.revision() == 0 ? OptionalLong.empty() : OptionalLong.of(audit.revision());
      if (!event.revision().equals(expected)) {
        found.add("revision " + event.revision() + " instead of " + expected);
      }
    }
    var subjects = new HashSet<>(ours.keySet());
    subjects.addAll(audit.changes().keySet());
    for (Subject subject : subjects) {
      var change = audit.changes().get(subject);
      var difference =
          new Difference(
              subject.entity(),
              subject.id(),
              ours.get(subject),
              change == null ? null : change.type(),
              events,
              journal,
              () ->
                  change != null
                      && AuditedState.sameAsBefore(reader, change.piece(), audit.revision()));
      if (!difference.lawful()) {
        found.add(difference.toString());
      }
    }
    return found;
  }
}
