package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)));

  /** The middle of the jitter. */
  private static RandomGenerator middle() {
    return always(0.5);
  }

  private static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return (long) (value * Long.MAX_VALUE);
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }

  private static Outcome after(int attempts, boolean manual, Exchange exchange) {
    return Outcome.of(Tasks.attempted(attempts, manual), exchange, SCHEDULE, middle());
  }

  @Test
  void isDelivered_onSuccess() {
    var outcome = after(0, false, Tasks.success());

    assertThat(outcome.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(outcome.nextAttemptAt()).isNull();
  }

  @Test
  void retries_bySchedule_countedFromTheEndOfTheAttempt() {
    var first = after(0, false, Tasks.failure());
    assertThat(first.status()).isEqualTo(DeliveryStatus.RETRYING);
    assertThat(first.nextAttemptAt()).isEqualTo(Tasks.NOW.plusMillis(5_007));

    var second = after(1, false, Tasks.failure());
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.nextAttemptAt()).isEqualTo(Tasks.NOW.plusMillis(300_007));
  }

  @Test
  void isDead_atTheEndOfTheSchedule() {
    var outcome = after(2, false, Tasks.failure());

    assertThat(outcome.status()).isEqualTo(DeliveryStatus.DEAD);
    assertThat(outcome.attempts()).isEqualTo(3);
    assertThat(outcome.nextAttemptAt()).isNull();
  }

  @Test
  void isDeadAtOnce_withAnEmptySchedule() {
    var outcome =
        Outcome.of(
            Tasks.attempted(0, false), Tasks.failure(), new RetrySchedule(List.of()), middle());

    assertThat(outcome.status()).isEqualTo(DeliveryStatus.DEAD);
  }

  @Test
  void isDeadAgain_whenARetryByHandFails_afterTheScheduleWasUsedUp() {
    assertThat(after(7, true, Tasks.failure()).status()).isEqualTo(DeliveryStatus.DEAD);
  }

  @Test
  void recordsAttempts_butNotASuccessAtTheFirstTry() {
    assertThat(after(0, false, Tasks.success()).recordsAttempt()).isFalse();
    assertThat(after(0, true, Tasks.success()).recordsAttempt()).isTrue();
    assertThat(after(1, false, Tasks.success()).recordsAttempt()).isTrue();
    assertThat(after(0, false, Tasks.failure()).recordsAttempt()).isTrue();
  }

  @Test
  void jitterStaysWithinAFifth_toBothSides() {
    assertThat(SCHEDULE.delayAfter(1, always(0))).hasValue(Duration.ofSeconds(4));
    assertThat(SCHEDULE.delayAfter(1, always(0.5))).hasValue(Duration.ofSeconds(5));
    assertThat(SCHEDULE.delayAfter(1, always(Math.nextDown(1.0)))).hasValue(Duration.ofSeconds(6));
  }

  @Test
  void jitterSpreads() {
    var random = new Random(1);
    var delays =
        java.util.stream.Stream.generate(() -> SCHEDULE.delayAfter(2, random).orElseThrow())
            .limit(1_000)
            .toList();

    assertThat(delays)
        .allSatisfy(delay -> assertThat(delay).isBetween(minutes(4), minutes(6)))
        .anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(260)))
        .anySatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofSeconds(340)));
  }

  @Test
  void hasNoDelay_afterTheLastAttempt() {
    assertThat(SCHEDULE.delayAfter(2, middle())).isPresent();
    assertThat(SCHEDULE.delayAfter(3, middle())).isEmpty();
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void isNeverDead_afterAnAttemptInABatch_butTriedAtOnce() {
    var failure = Tasks.failure().weighing(Exchange.Weight.SHARED);

    assertThat(after(0, false, failure).nextAttemptAt()).isEqualTo(Tasks.NOW.plusMillis(5_007));
    var last = after(2, false, failure);
    assertThat(last.status()).isEqualTo(DeliveryStatus.RETRYING);
    assertThat(last.nextAttemptAt()).isEqualTo(Tasks.NOW.plusMillis(7));
  }

  @Test
  void isDeadAtOnce_whatCanNeverBeSent() {
    var outcome = after(0, false, Tasks.failure().weighing(Exchange.Weight.HOPELESS));

    assertThat(outcome.status()).isEqualTo(DeliveryStatus.DEAD);
    assertThat(outcome.nextAttemptAt()).isNull();
  }
}
