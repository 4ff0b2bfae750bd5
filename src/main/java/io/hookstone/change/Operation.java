package io.hookstone.change;

/** What happened to an entity within one transaction, after merging. */
public enum Operation {
  /** The row was inserted, and possibly updated afterwards in the same transaction. */
  CREATE("create", "created"),
  /** The row existed before the transaction and still exists after it. */
  UPDATE("update", "updated"),
  /** The row existed before the transaction and is gone after it. */
  DELETE("delete", "deleted");

  private final String verb;
  private final String pastTense;

  Operation(String verb, String pastTense) {
    this.verb = verb;
    this.pastTense = pastTense;
  }

  /**
   * Returns the lower-case verb as payloads show it: {@code create}, {@code update}, {@code
   * delete}.
   */
  public String verb() {
    return verb;
  }

  /**
   * Returns the last part of the default event type: {@code created}, {@code updated}, {@code
   * deleted}.
   */
  public String pastTense() {
    return pastTense;
  }

  /**
   * Finds an operation by its verb.
   *
   * @throws IllegalArgumentException if no operation has that verb
   */
  public static Operation ofVerb(String verb) {
    for (Operation operation : values()) {
      if (operation.verb.equals(verb)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "Operation is '%s': expected create, update or delete.".formatted(verb));
  }
}
