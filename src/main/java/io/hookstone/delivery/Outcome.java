package io.hookstone.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt makes of its delivery. Immutable.
 *
 * @param attempts the number of attempts, this one included
 * @param nextAttemptAt when to try again; null when no attempt follows by itself
 */
record Outcome(
    DeliveryTask task,
    Exchange exchange,
    DeliveryStatus status,
    int attempts,
    @Nullable Instant nextAttemptAt) {

  static Outcome of(
      DeliveryTask task, Exchange exchange, RetrySchedule schedule, RandomGenerator random) {
    int attempts = task.attempts() + 1;
    if (exchange.delivered()) {
      return new Outcome(task, exchange, DeliveryStatus.DELIVERED, attempts, null);
    }
    return delay(exchange, attempts, schedule, random)
        .map(delay -> exchange.startedAt().plus(exchange.duration()).plus(delay))
        .map(next -> next.truncatedTo(ChronoUnit.MICROS))
        .map(next -> new Outcome(task, exchange, DeliveryStatus.RETRYING, attempts, next))
        .orElseGet(() -> new Outcome(task, exchange, DeliveryStatus.DEAD, attempts, null));
  }

  private static Optional<Duration> delay(
      Exchange exchange, int attempts, RetrySchedule schedule, RandomGenerator random) {
    return switch (exchange.weight()) {
      case BY_SCHEDULE -> schedule.delayAfter(attempts, random);
      case SHARED -> schedule.delayAfter(attempts, random).or(() -> Optional.of(Duration.ZERO));
      case HOPELESS -> Optional.empty();
    };
  }

  /** Returns the same outcome without what came from the receiver. */
  Outcome withoutDetails() {
    return new Outcome(task, exchange.withoutDetails(), status, attempts, nextAttemptAt);
  }

  /** A success at the first try lives in the delivery alone. */
  boolean recordsAttempt() {
    return !exchange.delivered() || task.manual() || attempts > 1;
  }
}
