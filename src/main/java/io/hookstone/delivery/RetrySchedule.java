package io.hookstone.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is attempted again. Immutable.
 *
 * <p>The default is the example schedule of Standard Webhooks 1.0.0 (Deliverability and
 * reliability): 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
 *
 * @param delays the delay before the second, third, … attempt; none means that a failure is final
 */
public record RetrySchedule(List<Duration> delays) {

  /** Delays vary by this fraction to both sides, so that failures do not come back all at once. */
  static final double JITTER = 0.2;

  public RetrySchedule {
    delays = List.copyOf(delays);
  }

  /**
   * Returns how long to wait after an attempt, or nothing if it was the last.
   *
   * @param attempts how many attempts were made, the failed one included
   */
  public Optional<Duration> delayAfter(int attempts, RandomGenerator random) {
    if (attempts > delays.size()) {
      return Optional.empty();
    }
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Optional.of(Duration.ofMillis(Math.round(delays.get(attempts - 1).toMillis() * factor)));
  }
}
