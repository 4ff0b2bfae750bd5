package io.hookstone.enrich;

/**
 * How much one call of an enricher may add, so that it fails rather than the process. Thread-safe.
 */
final class AdditionBudget {

  /** The most that one event gets from one call, in bytes of JSON. */
  static final int PER_EVENT = 4 << 20;

  /** The most that all events of a call get together. */
  static final int PER_CALL = 16 << 20;

  private long left = PER_CALL;

  synchronized int left() {
    return (int) Math.min(left, PER_EVENT);
  }

  synchronized void spend(int bytes) {
    left -= bytes;
  }
}
