package io.hookstone.depot.receive;

import io.hookstone.depot.ledger.Receipt;

/** What became of one request. */
sealed interface Verdict {

  /** Signed and readable; it may still have faults. */
  record Accepted(Receipt receipt) implements Verdict {}

  /** Not signed by the endpoint's secret, or unreadable. */
  record Refused(String reason) implements Verdict {}
}
