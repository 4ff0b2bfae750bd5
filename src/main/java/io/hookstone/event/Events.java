package io.hookstone.event;

import java.util.Optional;
import java.util.UUID;

/**
 * The events that were relayed, for looking at. Thread-safe; every call runs in a transaction of
 * its own.
 */
public interface Events {

  /** Returns one page of events, newest first. */
  Page<WebhookEvent> list(EventQuery query);

  /** Returns an event by its id. */
  Optional<WebhookEvent> find(UUID eventId);
}
