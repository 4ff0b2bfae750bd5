package io.hookstone.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt brought. Immutable; a failure is a value, not an exception.
 *
 * @param delivered whether the format counts the response as success
 * @param requestHeaders one {@code name: value} a line, without credentials
 * @param status the HTTP status; null without a response
 * @param error why the attempt failed, in plain words; null on success
 * @param weight what a failure says of the delivery
 */
record Exchange(
    boolean delivered,
    Instant startedAt,
    Duration duration,
    String requestHeaders,
    @Nullable Integer status,
    @Nullable String responseHeaders,
    @Nullable String responseBody,
    @Nullable String error,
    Weight weight) {

  /** What a failure says of the delivery. */
  enum Weight {
    /** Another attempt follows by the schedule, if there is one. */
    BY_SCHEDULE,
    /**
     * Others were in the same request, and any of them may be the reason: it is never the last
     * attempt.
     */
    SHARED,
    /** Nothing was sent, and nothing would be the next time. */
    HOPELESS
  }

  /** The error may quote what a receiver sent, so it is made fit for databases and pages. */
  Exchange {
    error = error == null ? null : shortened(HeaderLines.printable(error));
  }

  /** An attempt that never reached a receiver. */
  static Exchange failed(
      Instant startedAt, Duration duration, String requestHeaders, String error) {
    return new Exchange(
        false, startedAt, duration, requestHeaders, null, null, null, error, Weight.BY_SCHEDULE);
  }

  /** Returns the same exchange with another weight. */
  Exchange weighing(Weight other) {
    return new Exchange(
        delivered,
        startedAt,
        duration,
        requestHeaders,
        status,
        responseHeaders,
        responseBody,
        error,
        other);
  }

  private static String shortened(String error) {
    return error.length() <= WebhookDelivery.MAX_ERROR_LENGTH
        ? error
        : error.substring(0, WebhookDelivery.MAX_ERROR_LENGTH);
  }

  /** Returns the same exchange without anything that the receiver has written. */
  Exchange withoutDetails() {
    return new Exchange(
        delivered,
        startedAt,
        duration,
        requestHeaders,
        status,
        null,
        null,
        error == null ? null : "The attempt failed; what the receiver answered cannot be stored",
        weight);
  }
}
