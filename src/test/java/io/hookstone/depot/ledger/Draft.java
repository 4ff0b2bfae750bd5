package io.hookstone.depot.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the application did so far in one open transaction, merged per entity.
 *
 * <p>Confined to the transaction's thread.
 */
public final class Draft {

  private final Map<EntityKey, Operation> net = new LinkedHashMap<>();
  private final Set<EntityKey> vanished = new LinkedHashSet<>();
  private final Map<EntityKey, String> instead = new HashMap<>();
  private final Map<EntityKey, String> besides = new HashMap<>();
  private final Map<EntityKey, String> origins = new HashMap<>();

  public void created(EntityKey key) {
    Operation before = net.get(key);
    if (before == Operation.CREATE || before == Operation.UPDATE) {
      throw new IllegalStateException("Depot created " + key + " twice in one transaction.");
    }
    net.put(key, before == Operation.DELETE ? Operation.UPDATE : Operation.CREATE);
  }

  public void updated(EntityKey key) {
    if (net.putIfAbsent(key, Operation.UPDATE) == Operation.DELETE) {
      throw new IllegalStateException("Depot updated " + key + " after its deletion.");
    }
  }

  public void deleted(EntityKey key) {
    if (net.get(key) == Operation.CREATE) {
      net.remove(key);
      vanished.add(key);
    } else {
      net.put(key, Operation.DELETE);
    }
  }

  /** Says that a creation is this event, and not {@code created}. */
  public void instead(EntityKey key, String eventType) {
    instead.put(key, eventType);
  }

  /** Says that an update is this event too. */
  public void also(EntityKey key, String eventType) {
    besides.put(key, eventType);
  }

  /** Says which location an entity concerns, if any. */
  public void concerns(EntityKey key, String originId) {
    if (!originId.isEmpty()) {
      origins.put(key, originId);
    }
  }

  /** The location of each entity that has one, by its id. */
  Map<EntityKey, String> origins() {
    return Map.copyOf(origins);
  }

  /** The events of which subscribers must hear. */
  public List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (Change change : changes()) {
      String replaced = change.operation() == Operation.CREATE ? instead.get(change.key()) : null;
      events.add(replaced == null ? change.event() : new Event(change.key(), replaced));
      String besidesIt = change.operation() == Operation.UPDATE ? besides.get(change.key()) : null;
      if (besidesIt != null) {
        events.add(new Event(change.key(), besidesIt));
      }
    }
    return events;
  }

  /** The net changes, in the order in which their entities were first touched. */
  public List<Change> changes() {
    return net.entrySet().stream()
        .map(entry -> new Change(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Entities that were created and deleted again, of which nobody may ever hear. */
  public Set<EntityKey> vanished() {
    return Set.copyOf(vanished);
  }
}
