package io.hookstone.endpoint;

import java.time.Duration;

/**
 * How many events travel in one POST. Immutable.
 *
 * @param maxEvents the most events in one request, 1 to {@value #MAX_EVENTS}; 1 sends each by
 *     itself
 * @param maxBytes the largest request, counted over the bodies of its events
 * @param maxWait how long the first event waits for others, zero to {@link #MAX_WAIT}
 */
public record BatchDelivery(int maxEvents, int maxBytes, Duration maxWait) {

  static final int MAX_EVENTS = 1_000;

  /** The longest wait; well within the shortest lease. */
  static final Duration MAX_WAIT = Duration.ofSeconds(10);

  /** One event per request. */
  public static final BatchDelivery SINGLE =
      new BatchDelivery(1, PayloadShape.DEFAULT_MAX_BYTES, Duration.ZERO);

  public BatchDelivery {
    if (maxEvents < 1 || maxEvents > MAX_EVENTS) {
      throw new IllegalArgumentException(
          "HKS0523: 'batch.max-events' is '%d': expected 1 to %d."
              .formatted(maxEvents, MAX_EVENTS));
    }
    if (maxBytes < PayloadShape.MIN_MAX_BYTES || maxBytes > PayloadShape.MAX_MAX_BYTES) {
      throw new IllegalArgumentException(
          "HKS0524: 'batch.max-size' is '%d': expected %d to %d bytes."
              .formatted(maxBytes, PayloadShape.MIN_MAX_BYTES, PayloadShape.MAX_MAX_BYTES));
    }
    if (maxWait.isNegative() || maxWait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException(
          "HKS0525: 'batch.max-wait' is '%s': expected zero to %s.".formatted(maxWait, MAX_WAIT));
    }
  }

  /** Whether a request has one event. */
  public boolean single() {
    return maxEvents == 1;
  }
}
