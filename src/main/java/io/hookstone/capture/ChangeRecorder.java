package io.hookstone.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The changes of one transaction that is still running. Confined to the session's thread. */
final class ChangeRecorder {

  private final SharedSessionContractImplementor session;
  private final Map<EntityKey, PendingChange> pending = new LinkedHashMap<>();
  private boolean sealDue;
  private final List<UUID> written = new ArrayList<>();

  ChangeRecorder(SharedSessionContractImplementor session) {
    this.session = session;
  }

  /** Merges a change into what the transaction did to the same entity before. */
  void record(EntityKey key, PendingChange change) {
    var earlier = pending.get(key);
    if (earlier == null) {
      pending.put(key, change);
      return;
    }
    var merged = earlier.then(change);
    if (merged == null) {
      pending.remove(key);
    } else {
      pending.put(key, merged);
    }
  }

  /**
   * Asks for a seal before the transaction completes. A flush inside another before-completion
   * callback can bring changes after the seal; those are sealed again.
   *
   * @return false if a seal is already due
   */
  boolean dueForSeal() {
    boolean first = !sealDue;
    sealDue = true;
    return first;
  }

  /** Hands over the changes in the order of their first appearance and forgets them. */
  List<PendingChange> take() {
    sealDue = false;
    var taken = List.copyOf(pending.values());
    pending.clear();
    return taken;
  }

  void written(List<UUID> rows) {
    written.addAll(rows);
  }

  /** Returns the outbox rows that this transaction has written, oldest first. */
  List<UUID> written() {
    return written;
  }

  boolean abandoned() {
    return session.isClosed();
  }
}
