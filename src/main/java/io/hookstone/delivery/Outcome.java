package io.hookstone.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    var end = exchange.startedAt().plus(exchange.duration());
    return schedule
        .delayAfter(attempts, random)
        .map(delay -> end.plus(delay).truncatedTo(ChronoUnit.MICROS))
        .map(next -> new Outcome(task, exchange, DeliveryStatus.RETRYING, attempts, next))
        .orElseGet(() -> new Outcome(task, exchange, DeliveryStatus.DEAD, attempts, null));
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
