package io.hookstone.depot.ledger;

import java.util.Locale;

/** What happened to an entity. */
public enum Operation {
  CREATE("created"),
  UPDATE("updated"),
  DELETE("deleted");

  private final String past;

  Operation(String past) {
    this.past = past;
  }

  /** As it stands in an event type: {@code created}. */
  public String past() {
    return past;
  }

  /** As it stands in a webhook's body: {@code create}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
