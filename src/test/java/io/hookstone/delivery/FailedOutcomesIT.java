package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures are recorded alike, whichever way outcomes go to the database. */
final class FailedOutcomesIT {

  /** An entity that is only there to change. */
  @Entity(name = "Thing")
  static class Thing {
    @Id @Nullable Long id;
  }

  static Stream<TestDatabase> databases() {
    return Stream.of(TestDatabase.h2(), TestDatabase.postgres());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void recordsEveryAttempt_andDies_whenTheReceiverKeepsFailing(TestDatabase database)
      throws Exception {
    try (var receiver = Receiver.start();
        var application =
            TestApplication.on(database)
                .entities(Thing.class)
                .with("hookstone.retry.schedule", "50ms")
                .endpoint("erp", receiver)
                .start()) {
      receiver.answer(500);
      application.inTransaction(
          session -> {
            for (long id = 0; id < 3; id++) {
              var thing = new Thing();
              thing.id = id;
              session.persist(thing);
            }
          });
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  database.count("select count(*) from webhook_delivery where status = 'DEAD'")
                      == 3);
      assertThat(application.hookstone().deliveries().list(DeliveryQuery.where()).items())
          .hasSize(3)
          .allSatisfy(
              delivery -> {
                assertThat(delivery.attempts()).isEqualTo(2);
                assertThat(delivery.nextAttemptAt()).isEmpty();
                assertThat(delivery.responseStatus()).hasValue(500);
                assertThat(delivery.error()).hasValue("The receiver answered 500");
              });
      assertThat(database.count("select count(*) from webhook_attempt")).isEqualTo(6);
    }
  }
}
