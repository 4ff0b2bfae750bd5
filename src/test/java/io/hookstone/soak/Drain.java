package io.hookstone.soak;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;

/** The second child: drains the backlog, and says how long that took and what it cost. */
final class Drain {

  private static final long POLL_NANOS = 20_000_000;

  private Drain() {}

  /** Takes the database's URL, and the endpoint's URL or nothing. */
  public static void main(String[] arguments) throws SQLException {
    ChildJvm.obeyParent(() -> {});
    var database = new TestDatabase(arguments[0]);
    long bootNanos = System.nanoTime();
    try (var connection = database.connect();
        var application = application(database, arguments)) {
      long startNanos = System.nanoTime();
      while (!drained(connection)) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      long drained =
          application.fromTransaction(
              session -> arguments.length == 1 ? recorded(session) : delivered(session));
      ChildJvm.say(
          String.format(
              Locale.ROOT,
              "drained events=%d seconds=%.2f perSecond=%.0f peakHeapMiB=%d gcMillis=%d bootSeconds=%.2f",
              drained,
              seconds,
              drained / seconds,
              PeakHeap.bytes() >> 20,
              gcMillis(),
              (startNanos - bootNanos) / 1e9));
    }
  }

  private static TestApplication application(TestDatabase database, String[] arguments) {
    var application = TestApplication.on(database).entities(Item.class);
    return (arguments.length == 1
            ? application
            : application.endpoint("receiver", arguments[1], "*"))
        .start();
  }

  private static long recorded(Session session) {
    return session
        .createSelectionQuery("select count(*) from io.hookstone.event.WebhookEvent", Long.class)
        .getSingleResult();
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

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
