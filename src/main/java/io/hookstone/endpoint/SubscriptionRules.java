package io.hookstone.endpoint;

import io.hookstone.event.Subscription;

/** Knows which event types can occur. Implementations are immutable and thread-safe. */
public interface SubscriptionRules {

  /**
   * Returns the same subscription in event types.
   *
   * @param wanted event types, patterns of them, or topics of the format
   * @throws IllegalArgumentException if one of them can never match an event; its message names the
   *     nearest that can
   */
  Subscription canonical(Subscription wanted, String format);
}
