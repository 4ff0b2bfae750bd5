package io.hookstone.depot.ledger;

import java.time.Instant;
import java.util.List;

/**
 * One webhook as a receiver got it, its signature verified.
 *
 * @param webhookId what its format tells webhooks apart by: the id of the event, or of the delivery
 * @param digest the SHA-256 of the raw body, as hex: enough to tell whether a repeat has the same
 *     bytes, and small enough to keep for all of them
 * @param summary what changed, for the console
 * @param faults what is wrong with it although it is signed, such as a leaked password hash; empty
 *     as a rule
 */
public record Receipt(
    String webhookId,
    Event event,
    String digest,
    Instant receivedAt,
    String summary,
    List<String> faults) {

  public Receipt {
    faults = List.copyOf(faults);
  }
}
