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

  /** How often an event was committed, and when last: an order may be updated many times. */
  private record Entry(int times, Instant last) {}

  // All guarded by this.
  private final Map<Event, Entry> entries = new HashMap<>();
  private final Map<EntityKey, String> origins = new HashMap<>();
  private final Map<EntityKey, String> neverCommitted = new HashMap<>();
  private long changes;
  private long events;
  private int transactions;
  private int rolledBack;

  public synchronized void committed(Draft draft, Instant at) {
    transactions++;
    changes += draft.changes().size();
    origins.putAll(draft.origins());
    for (Event event : draft.events()) {
      events++;
      entries.merge(
          event, new Entry(1, at), (before, now) -> new Entry(before.times() + 1, now.last()));
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

  /** Events of the committed changes, repetitions included, whoever subscribes. */
  public synchronized long events() {
    return events;
  }

  /** How many events of a type were committed. */
  public synchronized long times(String eventType) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().type().equals(eventType))
        .mapToLong(entry -> entry.getValue().times())
        .sum();
  }

  /** Committed transactions, those without any change included. */
  public synchronized int transactions() {
    return transactions;
  }

  public synchronized int rolledBack() {
    return rolledBack;
  }

  /** When the event was last committed; empty if never. */
  public synchronized Optional<Instant> committedAt(Event event) {
    return Optional.ofNullable(entries.get(event)).map(Entry::last);
  }

  /** Why an entity's change was not committed, as far as the application knows. */
  public synchronized Optional<String> whyNot(EntityKey key) {
    return Optional.ofNullable(neverCommitted.get(key));
  }

  /** How many events an endpoint with these subscriptions must get. */
  public synchronized long expected(Subscription subscription) {
    return subscribed(subscription).stream().mapToLong(e -> e.getValue().times()).sum();
  }

  /** Which events an endpoint with these subscriptions must get, and how often each. */
  public synchronized Map<Event, Integer> expectedTimes(Subscription subscription) {
    Map<Event, Integer> times = new HashMap<>();
    subscribed(subscription).forEach(e -> times.put(e.getKey(), e.getValue().times()));
    return times;
  }

  private List<Map.Entry<Event, Entry>> subscribed(Subscription subscription) {
    return entries.entrySet().stream()
        .filter(entry -> subscription.matches(entry.getKey().type(), origin(entry.getKey())))
        .toList();
  }

  private String origin(Event event) {
    return origins.getOrDefault(event.key(), "");
  }
}
