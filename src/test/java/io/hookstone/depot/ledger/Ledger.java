package io.hookstone.depot.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the application committed, written by the application itself after each commit returned.
 *
 * <p>Thread-safe.
 */
public final class Ledger {

  /** How often a change was committed, and when last: an order may be updated many times. */
  private record Entry(int times, Instant last) {}

  // All guarded by this.
  private final Map<Change, Entry> entries = new HashMap<>();
  private final Map<EntityKey, String> neverCommitted = new HashMap<>();
  private long changes;
  private int transactions;
  private int rolledBack;

  public synchronized void committed(Draft draft, Instant at) {
    transactions++;
    for (Change change : draft.changes()) {
      changes++;
      entries.merge(
          change, new Entry(1, at), (before, now) -> new Entry(before.times() + 1, now.last()));
    }
    for (EntityKey key : draft.vanished()) {
      neverCommitted.put(key, "created and deleted in one transaction");
    }
  }

  /** Remembers who was touched, so that a phantom can be traced to its rolled-back transaction. */
  public synchronized void rolledBack(Draft draft) {
    rolledBack++;
    draft.changes().forEach(change -> neverCommitted.put(change.key(), "rolled back"));
    draft.vanished().forEach(key -> neverCommitted.put(key, "rolled back"));
  }

  /** Net committed changes, repetitions included. */
  public synchronized long changes() {
    return changes;
  }

  /** Committed transactions, those without any change included. */
  public synchronized int transactions() {
    return transactions;
  }

  public synchronized int rolledBack() {
    return rolledBack;
  }

  /** When the change was last committed; empty if never. */
  public synchronized Optional<Instant> committedAt(Change change) {
    return Optional.ofNullable(entries.get(change)).map(Entry::last);
  }

  /** Why an entity's change was not committed, as far as the application knows. */
  public synchronized Optional<String> whyNot(EntityKey key) {
    return Optional.ofNullable(neverCommitted.get(key));
  }

  /** How many events an endpoint with these subscriptions must get. */
  public synchronized long expected(Subscription subscription) {
    return subscribed(subscription).stream().mapToLong(e -> e.getValue().times()).sum();
  }

  /** Which changes an endpoint with these subscriptions must get, and how often each. */
  public synchronized Map<Change, Integer> expectedTimes(Subscription subscription) {
    Map<Change, Integer> times = new HashMap<>();
    subscribed(subscription).forEach(e -> times.put(e.getKey(), e.getValue().times()));
    return times;
  }

  private List<Map.Entry<Change, Entry>> subscribed(Subscription subscription) {
    return entries.entrySet().stream()
        .filter(entry -> subscription.matches(entry.getKey().eventType()))
        .toList();
  }
}
