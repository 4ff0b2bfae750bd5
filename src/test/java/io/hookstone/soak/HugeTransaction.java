package io.hookstone.soak;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.Locale;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * The child: commits huge transactions and halts before anything is relayed, so that what it has
 * written can be looked at.
 */
final class HugeTransaction {

  private static final int BATCH = 50;

  /** So that two kinds of inserts can follow each other. */
  private static final long FIRST_STATELESS = 1_000_000_000;

  private HugeTransaction() {}

  /**
   * What a transaction does to every one of its entities, in batches that are flushed and cleared.
   */
  enum Work {
    INSERT,
    UPDATE,
    DELETE,
    STATELESS_INSERT,
    COLLECTION,
    AUDITED_INSERT,
    DOCUMENT;

    private void batch(Session session, long first) {
      for (long id = first; id < first + BATCH; id++) {
        switch (this) {
          case INSERT -> session.persist(new Item(id));
          case UPDATE -> session.find(Item.class, id).quantity += 1_000;
          case DELETE -> session.remove(session.find(Item.class, id));
          case COLLECTION -> session.persist(new Crate(id));
          case AUDITED_INSERT -> session.persist(new AuditedItem(id));
          case DOCUMENT -> session.persist(new Folio(id));
          case STATELESS_INSERT -> throw new IllegalStateException("has no persistence context");
        }
      }
    }

    private void in(SessionFactory sessions, long count) {
      if (this == STATELESS_INSERT) {
        sessions.inStatelessTransaction(
            session ->
                LongStream.range(0, count / BATCH)
                    .map(batch -> FIRST_STATELESS + batch * BATCH)
                    .mapToObj(first -> LongStream.range(first, first + BATCH).mapToObj(Item::new))
                    .forEach(items -> session.insertMultiple(items.toList())));
        return;
      }
      sessions.inTransaction(
          session -> {
            for (long first = 0; first < count; first += BATCH) {
              batch(session, first);
              session.flush();
              session.clear();
            }
          });
    }
  }

  /**
   * Takes the database's URL, whether with the plugin, and then each work with the number of its
   * entities, a transaction each.
   */
  public static void main(String[] arguments) {
    ChildJvm.obeyParent(() -> {});
    try (var application =
        TestApplication.on(new TestDatabase(arguments[0]))
            .entities(Item.class, Crate.class, Folio.class, AuditedItem.class)
            .with("hookstone.enabled", arguments[1])
            .with("hookstone.batch.window", "1h")
            .with("hookstone.batch.max-size", 10_000)
            .with("hibernate.jdbc.batch_size", BATCH)
            .start()) {
      for (int i = 2; i < arguments.length; i += 2) {
        commit(application, Work.valueOf(arguments[i]), Long.parseLong(arguments[i + 1]));
      }
      // Not closed: that would relay what waits.
      Runtime.getRuntime().halt(0);
    }
  }

  private static void commit(TestApplication application, Work work, long count) {
    long start = System.nanoTime();
    work.in(application.sessionFactory(), count);
    ChildJvm.say(
        String.format(
            Locale.ROOT,
            "%s entities=%d seconds=%.2f peakHeapMiB=%d",
            work,
            count,
            (System.nanoTime() - start) / 1e9,
            PeakHeap.bytes() >> 20));
  }
}
