package io.hookstone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.TestDatabase;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications that commit as fast as they can are killed with SIGKILL on PostgreSQL, and others
 * take over: nothing is lost, nothing is invented, and a repeat is the same to the byte.
 *
 * <p>{@code -Dkill.seed=<number>} repeats the choices of a run, though not the machine's timing.
 */
final class KillIT {

  private static final int KILLS = 3;
  private static final int CLERKS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long seed = Long.getLong("kill.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TestDatabase database = TestDatabase.postgres();
  private final Books books = new Books();

  @BeforeEach
  void makeTruth() {
    System.out.println("Kill test: seed=" + seed);
    database.execute("create table truth (name varchar(100) primary key)");
  }

  @Test
  void losesAndInventsNothing_whenKilledAtAnyMoment() throws Exception {
    try (var receiver = Receiver.start()) {
      for (int round = 0; round < KILLS; round++) {
        int before = books.acknowledged();
        try (var child = start(receiver, "r" + round + "c", CLERKS)) {
          await(() -> books.acknowledged() > before);
          var moment = new CompletableFuture<Void>();
          moment.completeOnTimeout(null, 50 + random.nextInt(1_000), TimeUnit.MILLISECONDS).join();
          kill(child);
        }
        passTime();
      }
      deliverTheRest(receiver);
      report("at any moment", receiver);
    }
  }

  private enum Moment {
    BEFORE_THE_ANSWER,
    AFTER_THE_ANSWER
  }

  @ParameterizedTest
  @EnumSource
  void repeatsIdAndBody_whenKilledBetweenSendAndRecord(Moment moment) throws Exception {
    try (var receiver = Receiver.start()) {
      var child = new CompletableFuture<ChildJvm>();
      var chosen = new CompletableFuture<Received>();
      var lock = new AtomicReference<Connection>();
      var countdown = new AtomicInteger(20 + random.nextInt(250));
      receiver.answer(
          (webhook, request) -> {
            if (countdown.decrementAndGet() != 0) {
              if (!chosen.isDone()) {
                request.response().setStatusCode(204).end();
              }
            } else if (moment == Moment.BEFORE_THE_ANSWER) {
              kill(child.join());
              chosen.complete(webhook);
            } else {
              lock.set(lockDeliveries());
              answerAndKill(request, child.join(), () -> chosen.complete(webhook));
            }
          });
      try (var started = start(receiver, "k", CLERKS)) {
        child.complete(started);
        chosen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        started.awaitEnd(PATIENCE);
      }
      if (lock.get() != null) {
        lock.get().close();
      }
      receiver.answer(204);
      passTime();
      deliverTheRest(receiver);
      var id = chosen.get().id();
      assertThat(receiver.received().stream().filter(request -> request.id().equals(id)))
          .as("sent, not recorded, sent again")
          .hasSizeGreaterThanOrEqualTo(2);
      report(moment.toString(), receiver);
    }
  }

  /** Holds up the record of whatever is answered next, so that the kill surely comes before it. */
  private Connection lockDeliveries() {
    try {
      var connection = database.connect();
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("lock table webhook_delivery in exclusive mode");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException("The deliveries cannot be locked.", e);
    }
  }

  private void answerAndKill(HttpServerRequest request, ChildJvm child, Runnable then) {
    request
        .response()
        .setStatusCode(204)
        .end()
        .onComplete(
            sent -> {
              kill(child);
              then.run();
            });
  }

  private ChildJvm start(Receiver receiver, String name, int clerks) throws IOException {
    return ChildJvm.of(DoomedApplication.class)
        .options("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .start(
            books::heard,
            database.url(),
            receiver.url(),
            name,
            Integer.toString(clerks),
            Long.toString(random.nextLong()));
  }

  private void kill(ChildJvm child) {
    child.kill();
    books.killed();
  }

  /**
   * Lets the server notice that its clients are gone, then lets a minute pass: leases run out and
   * rows become old enough for the sweep. By SQL, because those times are constants of the engine
   * ({@code io.hookstone.boot.Engine}) that no test should wait for. No child is alive here, so
   * nobody's lease is cut short.
   */
  private void passTime() {
    await(
        () ->
            database.count(
                    "select count(*) from pg_stat_activity where datname = current_database()"
                        + " and backend_type = 'client backend' and pid <> pg_backend_pid()")
                == 0);
    database.execute("update webhook_outbox set created_at = created_at - interval '1 minute'");
    database.execute(
        "update webhook_delivery set next_attempt_at = now() where status in ('PENDING', 'RETRYING')");
  }

  private void deliverTheRest(Receiver receiver) throws Exception {
    try (var child = start(receiver, "rest", 0)) {
      await(
          () ->
              database.count("select count(*) from webhook_outbox") == 0
                  && database.count(
                          "select count(*) from webhook_delivery where status <> 'DELIVERED'")
                      == 0);
      child.stop();
      assertThat(child.awaitEnd(PATIENCE)).isZero();
    }
  }

  private void report(String what, Receiver receiver) throws Exception {
    var summary = books.balance(database, receiver.received());
    System.out.println("Kill test (" + what + "): " + summary + " seed=" + seed);
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
