package io.hookstone.depot.ledger;

import java.util.Locale;

/** One net change of a committed transaction, and so one event. */
public record Change(EntityKey key, Operation operation) {

  /** The event type that subscribers see, such as {@code orderLine.created}. */
  public String eventType() {
    String entity = key.entity();
    return entity.substring(0, 1).toLowerCase(Locale.ROOT)
        + entity.substring(1)
        + "."
        + operation.past();
  }

  public String shown() {
    return key.shown() + " " + operation.past();
  }

  @Override
  public String toString() {
    return key + " " + operation.past();
  }
}
