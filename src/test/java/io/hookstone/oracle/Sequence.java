package io.hookstone.oracle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/**
 * A few transactions of random operations on entities of their own. Not thread-safe.
 *
 * <p>What it does follows from its seed alone, apart from generated ids and times.
 */
final class Sequence {

  /**
   * What one transaction did.
   *
   * @param journal the operations, and what came of them
   */
  record Transaction(
      int label, long seed, Instant from, Instant to, boolean committed, List<String> journal) {

    /** Whether the transaction did that to any entity. */
    boolean did(String operation) {
      return journal.stream().anyMatch(entry -> entry.startsWith(operation));
    }
  }

  private final SessionFactory sessions;
  private final SessionEventListener[] listeners;
  private final long seed;
  private final Menu menu;
  private final Random random;
  private final Cast cast;

  /**
   * Makes a sequence.
   *
   * @param number apart from all others in the same database
   * @param listeners of its sessions, not of its stateless ones
   */
  Sequence(
      SessionFactory sessions,
      long seed,
      int number,
      Menu menu,
      SessionEventListener... listeners) {
    this.sessions = sessions;
    this.listeners = listeners.clone();
    this.seed = seed;
    this.menu = menu;
    this.random = new Random(seed);
    this.cast = new Cast(random, number, menu);
  }

  /**
   * Runs its transactions; some are rolled back, or fail.
   *
   * @param each is given each transaction when it is over
   * @return how many there were
   */
  int run(int firstLabel, Consumer<Transaction> each) {
    int count = 3 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      cast.journal.clear();
      Model.Labels.current = firstLabel + i;
      var from = now();
      boolean committed = transaction();
      each.accept(
          new Transaction(firstLabel + i, seed, from, now(), committed, List.copyOf(cast.journal)));
    }
    return count;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private boolean transaction() {
    int kind = menu == Menu.AUDITED ? 0 : random.nextInt(10);
    if (kind > 7) {
      try (var session = sessions.openStatelessSession()) {
        return transaction(session, () -> stateless(session));
      }
    }
    try (var session = sessions.withOptions().eventListeners(listeners).openSession()) {
      return transaction(
          session, kind == 7 ? () -> cast.removeReference(session) : () -> managed(session));
    }
  }

  private boolean transaction(SharedSessionContract session, Runnable work) {
    session.beginTransaction();
    var before = List.copyOf(cast.known);
    try {
      work.run();
      if (random.nextInt(10) == 0) {
        cast.note("rollback");
        session.getTransaction().rollback();
        cast.forget(before);
        return false;
      }
      session.getTransaction().commit();
      return true;
    } catch (RuntimeException e) {
      cast.note("failed: " + e);
      if (session.getTransaction().isActive()) {
        session.getTransaction().rollback();
      }
      cast.forget(before);
      return false;
    }
  }

  private void managed(Session session) {
    var operations = new Operations(session, random, cast);
    var bulk = new BulkStatements(session, random, cast);
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      if (menu == Menu.EVERYTHING && random.nextInt(12) == 0) {
        bulk.next();
      } else {
        operations.next();
      }
    }
  }

  private void stateless(StatelessSession session) {
    var operations = new StatelessOperations(session, random, cast);
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      operations.next();
    }
  }
}
