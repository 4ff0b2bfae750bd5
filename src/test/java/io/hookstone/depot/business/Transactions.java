package io.hookstone.depot.business;

import io.hookstone.depot.ledger.Journal;
import io.hookstone.depot.ledger.Ledger;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs business in transactions and enters what they did in the ledger, once the database has
 * committed it.
 *
 * <p>Thread-safe.
 */
public final class Transactions {

  private final EntityManagerFactory factory;
  private final Ledger ledger;
  private final Journal journal;
  private final Clock clock;

  public Transactions(EntityManagerFactory factory, Ledger ledger, Journal journal, Clock clock) {
    this.factory = factory;
    this.ledger = ledger;
    this.journal = journal;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  void run(Consumer<Work> business) {
    call(
        work -> {
          business.accept(work);
          return true;
        });
  }

  /**
   * Runs one transaction.
   *
   * @return what the business returned, after the commit, or after the rollback if it was discarded
   * @throws RuntimeException what the business or the commit threw, after the rollback
   */
  <T> T call(Function<Work, T> business) {
    try (EntityManager entities = factory.createEntityManager()) {
      Work work = new Work(entities);
      EntityTransaction transaction = entities.getTransaction();
      T result;
      boolean discarded;
      try {
        transaction.begin();
        result = business.apply(work);
        discarded = work.discarded();
        if (discarded) {
          transaction.rollback();
        } else {
          transaction.commit();
        }
      } catch (RuntimeException failure) {
        if (transaction.isActive()) {
          transaction.rollback();
        }
        enterRollback(work, reason(failure));
        throw failure;
      }
      if (discarded) {
        enterRollback(work, "only a trial");
      } else {
        enterCommit(work);
      }
      return result;
    }
  }

  private void enterCommit(Work work) {
    Instant now = clock.instant();
    ledger.committed(work.draft(), now);
    journal.committed(now, work.title(), work.draft().changes());
  }

  private void enterRollback(Work work, String reason) {
    ledger.rolledBack(work.draft());
    journal.rolledBack(clock.instant(), work.title(), reason);
  }

  private static String reason(RuntimeException failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.reason();
    }
    // Persistence providers wrap; the cause directly below says what the application ran into.
    Throwable told = failure.getCause() == null ? failure : failure.getCause();
    return told.getClass().getSimpleName();
  }
}
