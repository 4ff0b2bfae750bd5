package io.hookstone.depot.ledger;

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
