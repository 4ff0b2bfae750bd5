package io.hookstone.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.oracle.LawfulDifference.Difference;
import io.hookstone.oracle.Sequence.Transaction;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.hibernate.Session;
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

  private final Map<LawfulDifference, Integer> used = new EnumMap<>(LawfulDifference.class);

  abstract TestDatabase database();

  /** How many sequences run of each seed unless told otherwise. */
  abstract int sequences();

  private record Subject(String entity, String id) {}

  /** The last events of entities of which Envers has no revision. */
  private final Map<Subject, WebhookEvent> forgotten = new HashMap<>();

  @Test
  void events_areWhatEnversHas() {
    for (long seed : Seeds.all()) {
      compare(seed, Seeds.sequences(sequences()));
    }
    LOG.infof("Lawful differences. used=%s", used);
    if (!Seeds.given()) {
      assertThat(used.keySet())
          .as("a rule that nothing needs would only hide what it allows")
          .isEqualTo(EnumSet.allOf(LawfulDifference.class));
    }
  }

  private void compare(long seed, int sequences) {
    LOG.infof("The oracle's sequences. seed=%d sequences=%d", seed, sequences);
    forgotten.clear();
    var database = database();
    try (var app = Model.on(database).start()) {
      var events = new CommittedEvents(database, app);
      var unlawful = new ArrayList<String>();
      int transactions = 0;
      long committed = 0;
      int latest = 0;
      for (int done = 0; done < sequences && unlawful.isEmpty(); done += SEQUENCES_AT_ONCE) {
        var some = new ArrayList<Transaction>();
        for (int i = done; i < Math.min(sequences, done + SEQUENCES_AT_ONCE); i++) {
          transactions +=
              new Sequence(app.sessionFactory(), seed + i, i, Menu.AUDITED)
                  .run(transactions, some::add);
        }
        if (done + SEQUENCES_AT_ONCE >= sequences) {
          transactions += Scenes.play(app.sessionFactory(), transactions, Menu.AUDITED, some::add);
        }
        int after = latest;
        var arrived = events.next();
        latest =
            app.fromTransaction(
                session -> {
                  var audits = Audits.after(session, after);
                  unlawful.addAll(compare(some, arrived, audits, session));
                  return audits.latest();
                });
        committed += some.stream().filter(Transaction::committed).count();
      }
      LOG.infof("Compared. transactions=%d committed=%d", transactions, committed);
      assertThat(unlawful.stream().limit(MAX_SHOWN)).as("seed %d", seed).isEmpty();
      assertThat(committed).isGreaterThan(transactions * 6L / 10);
    }
  }

  private List<String> compare(
      List<Transaction> transactions, List<WebhookEvent> events, Audits audits, Session session) {
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
      var found = differences(own, audits.of(transaction.label()), transaction, session);
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

  private List<String> differences(
      Collection<WebhookEvent> events,
      Audits.Revision revision,
      Transaction transaction,
      Session session) {
    var found = new ArrayList<String>();
    var ours = new HashMap<Subject, WebhookEvent>();
    var theirs = new HashMap<Subject, Audits.Change>();
    revision
        .changes()
        .forEach(change -> theirs.put(new Subject(change.entity(), change.id()), change));
    var expected =
        revision.number() == 0 ? OptionalLong.empty() : OptionalLong.of(revision.number());
    for (WebhookEvent event : events) {
      if (ours.put(new Subject(event.entity(), event.entityId()), event) != null) {
        found.add("a second event of " + event.entity() + "#" + event.entityId());
      }
      if (!event.revision().equals(expected)) {
        found.add("revision " + event.revision() + " instead of " + expected);
      }
    }
    var subjects = new HashSet<>(ours.keySet());
    subjects.addAll(theirs.keySet());
    for (Subject subject : subjects) {
      var change = theirs.get(subject);
      var event = ours.get(subject);
      var difference =
          new Difference(
              subject.entity(),
              subject.id(),
              event,
              change == null ? null : change.type(),
              events,
              transaction.journal(),
              new AuditedState(session, change, revision.number(), forgotten.get(subject)));
      if (!difference.none()) {
        difference
            .rule()
            .ifPresentOrElse(
                rule -> {
                  used.merge(rule, 1, Integer::sum);
                  LOG.debugf("Lawful difference. rule=%s seed=%d", rule, transaction.seed());
                },
                () -> found.add(difference.toString()));
      }
      if (change != null) {
        forgotten.remove(subject);
      } else if (event != null) {
        forgotten.put(subject, event);
      }
    }
    return found;
  }
}
