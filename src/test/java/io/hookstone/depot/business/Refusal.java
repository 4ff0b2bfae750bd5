package io.hookstone.depot.business;

/** A business rule said no; the transaction is rolled back. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  Refusal(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
