package io.hookstone.soak;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;

/** The second child: drains the backlog, and says how long that took and what it cost. */
final class Drain {

  private static final long POLL_NANOS = 20_000_000;

  private Drain() {}

  /** Takes the database's URL and the endpoint's URL. */
  public static void main(String[] arguments) throws SQLException {
    ChildJvm.obeyParent(() -> {});
    var database = new TestDatabase(arguments[0]);
    long bootNanos = System.nanoTime();
    try (var connection = database.connect();
        var application =
            TestApplication.on(database)
                .entities(Item.class)
                .endpoint("receiver", arguments[1], "*")
                .start()) {
      long startNanos = System.nanoTime();
      while (!drained(connection)) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      long delivered = application.fromTransaction(Drain::delivered);
      ChildJvm.say(
          String.format(
              Locale.ROOT,
              "drained events=%d seconds=%.2f perSecond=%.0f peakHeapMiB=%d gcMillis=%d bootSeconds=%.2f",
              delivered,
              seconds,
              delivered / seconds,
              peakHeap() >> 20,
              gcMillis(),
              (startNanos - bootNanos) / 1e9));
    }
  }

  private static long delivered(Session session) {
    return session
        .createSelectionQuery(
            "select count(*) from io.hookstone.delivery.WebhookDelivery where status = DELIVERED",
            Long.class)
        .getSingleResult();
  }

  /** Looks for what is left in the order in which it vanishes, so that looking costs little. */
  private static boolean drained(Connection connection) throws SQLException {
    return none(connection, "webhook_outbox")
        && none(connection, "webhook_delivery where status in ('PENDING', 'RETRYING')");
  }

  private static boolean none(Connection connection, String from) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select 1 from " + from + " limit 1")) {
      return !rows.next();
    }
  }

  /** The pools peak at different moments, so this is the upper bound of their sum. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(java.lang.management.MemoryUsage::getUsed)
        .sum();
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
