package io.hookstone.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The changes of one transaction that is still running. Confined to the session's thread. */
final class ChangeRecorder {

  /**
   * With this many entities in memory, the changes are written after the next flush instead of
   * before the commit. Those of audited entities stay: their revision is not known yet, and Envers
   * keeps them in memory until then as well.
   */
  static final int SPILL_THRESHOLD = 5_000;

  /** With about this many characters and bytes in memory, too, however few the entities are. */
  static final long SPILL_WEIGHT = 8L << 20;

  private final SharedSessionContractImplementor owner;
  private final Map<Subject, PendingChange> pending = new LinkedHashMap<>();
  private final List<UUID> written = new ArrayList<>();
  private int audited;

  /** What the changes that need not wait for a revision hold, by {@link PendingChange#weight}. */
  private long weight;

  private @Nullable UUID transactionId;
  private @Nullable Long revision;
  private boolean sealed;

  /**
   * Starts recording.
   *
   * @param owner the session that has the transaction; others may share it and be closed before it
   *     ends
   */
  ChangeRecorder(SharedSessionContractImplementor owner) {
    this.owner = owner;
  }

  SharedSessionContractImplementor owner() {
    return owner;
  }

  /** Merges a change into what the transaction did to the same entity before. */
  void record(EntityKey key, PendingChange change) {
    var subject = new Subject(change.plan.entity(), key);
    var earlier = pending.get(subject);
    if (earlier == null) {
      pending.put(subject, change);
      count(change, 1);
      return;
    }
    count(earlier, -1);
    var merged = earlier.then(change);
    if (merged == null) {
      pending.remove(subject);
    } else {
      pending.put(subject, merged);
      count(merged, 1);
    }
  }

  private void count(PendingChange change, int sign) {
    if (change.audited()) {
      audited += sign;
    } else {
      weight += sign * change.weight();
    }
  }

  /** A cat that takes the id of a dog is not the dog, though Hibernate's keys know only animals. */
  private record Subject(String entity, EntityKey key) {}

  /**
   * Whether the changes must be written as soon as no flush is running: there are too many for
   * memory, or the transaction is completing already and nobody will ask again.
   */
  boolean due() {
    return tooLarge() || (sealed && !pending.isEmpty());
  }

  /** Whether there are more changes that need not wait than memory should hold. */
  private boolean tooLarge() {
    return pending.size() - audited >= SPILL_THRESHOLD || weight >= SPILL_WEIGHT;
  }

  /** Whether the session that has the transaction is between two flushes. */
  boolean quiet() {
    return owner.isStateless() || !owner.getPersistenceContextInternal().isFlushing();
  }

  /**
   * Hands over the changes in the order of their first appearance and forgets them; before the
   * seal, those of audited entities stay.
   */
  List<PendingChange> take() {
    weight = 0;
    if (sealed || audited == 0) {
      var taken = List.copyOf(pending.values());
      pending.clear();
      audited = 0;
      return taken;
    }
    var taken = pending.values().stream().filter(change -> !change.audited()).toList();
    pending.values().removeIf(change -> !change.audited());
    return taken;
  }

  /** Notes the revision that audited changes of this transaction belong to. */
  void revision(long number) {
    revision = number;
  }

  @Nullable Long revision() {
    return revision;
  }

  void sealed() {
    sealed = true;
  }

  void written(List<UUID> rows) {
    written.addAll(rows);
  }

  /** Returns the outbox rows that this transaction has written, oldest first. */
  List<UUID> written() {
    return written;
  }

  /** Returns the id that all change sets of this transaction share. */
  UUID transactionId(Supplier<UUID> ids) {
    if (transactionId == null) {
      transactionId = ids.get();
    }
    return transactionId;
  }

  boolean abandoned() {
    return owner.isClosed();
  }
}
