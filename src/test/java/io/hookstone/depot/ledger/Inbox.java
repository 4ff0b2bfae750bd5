package io.hookstone.depot.ledger;

import java.util.HashMap;
import java.util.Map;

/**
 * What one endpoint received.
 *
 * <p>Thread-safe.
 */
public final class Inbox {

  /** How a receipt relates to those before it. */
  public enum Arrival {
    FIRST,
    DUPLICATE,
    /** The same id as an earlier one, but with other bytes. */
    ALTERED
  }

  private record Kept(Event event, String digest) {}

  private final String endpoint;
  private final String format;
  private final Subscription subscription;

  // All guarded by this.
  private final Map<String, Kept> byWebhookId = new HashMap<>();
  private int verified;
  private int invalid;
  private int duplicates;

  public Inbox(String endpoint, String format, Subscription subscription) {
    this.endpoint = endpoint;
    this.format = format;
    this.subscription = subscription;
  }

  public String endpoint() {
    return endpoint;
  }

  public String format() {
    return format;
  }

  public Subscription subscription() {
    return subscription;
  }

  public synchronized Arrival accept(Receipt receipt) {
    verified++;
    if (!receipt.faults().isEmpty()) {
      invalid++;
    }
    Kept kept = new Kept(receipt.event(), receipt.digest());
    Kept earlier = byWebhookId.putIfAbsent(receipt.webhookId(), kept);
    if (earlier == null) {
      return Arrival.FIRST;
    }
    duplicates++;
    if (earlier.equals(kept)) {
      return Arrival.DUPLICATE;
    }
    invalid++;
    return Arrival.ALTERED;
  }

  /** Counts a request that could not be accepted: a bad signature, an unreadable body. */
  public synchronized void refuse() {
    invalid++;
  }

  /** Distinct webhook-ids. */
  public synchronized int deliveries() {
    return byWebhookId.size();
  }

  /** Requests with a good signature, duplicates included. */
  public synchronized int verified() {
    return verified;
  }

  public synchronized int invalid() {
    return invalid;
  }

  public synchronized int duplicates() {
    return duplicates;
  }

  /** Which events arrived, and under how many distinct ids each. */
  public synchronized Map<Event, Integer> receivedTimes() {
    Map<Event, Integer> times = new HashMap<>();
    byWebhookId.values().forEach(kept -> times.merge(kept.event(), 1, Integer::sum));
    return times;
  }

  /** The digest of every body by its webhook-id. */
  synchronized Map<String, String> digests() {
    Map<String, String> digests = new HashMap<>();
    byWebhookId.forEach((id, kept) -> digests.put(id, kept.digest()));
    return digests;
  }
}
