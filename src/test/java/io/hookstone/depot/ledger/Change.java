package io.hookstone.depot.ledger;

import java.util.Locale;

/** One net change of a committed transaction. */
public record Change(EntityKey key, Operation operation) {

  /** The event that it is by itself, such as {@code orderLine.created}. */
  public Event event() {
    String entity = key.entity();
    String name = entity.substring(0, 1).toLowerCase(Locale.ROOT) + entity.substring(1);
    return new Event(key, name + "." + operation.past());
  }

  public String shown() {
    return key.shown() + " " + operation.past();
  }

  @Override
  public String toString() {
    return key + " " + operation.past();
  }
}
