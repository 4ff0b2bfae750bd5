package io.hookstone.delivery;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** Not attempted yet. */
  PENDING,
  /** Attempted without success; another attempt is due at {@code next_attempt_at}. */
  RETRYING,
  /** Accepted by the receiver. */
  DELIVERED,
  /** Given up after the last attempt of the schedule; an admin can retry it. */
  DEAD,
  /** Given up because its endpoint was removed. */
  CANCELED
}
