package io.hookstone.enrich;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.event.EnrichmentNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event in the making. Each call of an enricher has an instance of its own, whose additions
 * count only if the call succeeds in time. Thread-safe.
 */
public final class EnrichableEvent {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ChangeSet changeSet;
  private final EntityChange change;
  private final AdditionBudget budget;

  /** Guarded by this. */
  private final Map<String, String> additions = new LinkedHashMap<>();

  private final List<String> failed = new ArrayList<>();

  /** Makes the event of one change of a change set. */
  public EnrichableEvent(ChangeSet changeSet, EntityChange change) {
    this(changeSet, change, new AdditionBudget());
  }

  private EnrichableEvent(ChangeSet changeSet, EntityChange change, AdditionBudget budget) {
    this.changeSet = changeSet;
    this.change = change;
    this.budget = budget;
  }

  /** Returns the change that the event tells of: entity, operation, and state as JSON. */
  public EntityChange change() {
    return change;
  }

  /**
   * Returns the change set: what else happened in the same transaction, deleted order lines for
   * instance.
   */
  public ChangeSet changeSet() {
    return changeSet;
  }

  /**
   * Returns the entity's id in its Java type.
   *
   * @throws RuntimeException if the id cannot be read as that type
   */
  public <I> I id(Class<I> type) {
    var text = change.ref().id();
    return text.startsWith("{") && type != String.class
        ? MAPPER.readValue(text, type)
        : MAPPER.convertValue(text, type);
  }

  /**
   * Adds a property to the event's data, at its end, or in the place of one of the same name.
   *
   * @param value anything that Jackson can write: maps, lists, records, strings, numbers,
   *     java.time, null, and {@link RenderedValue}s
   * @throws RuntimeException if Jackson cannot write the value, if a {@link RenderedValue} in it is
   *     not well-formed, or if it is too large: 4 MiB of JSON for an event, 16 MiB for all events
   *     of a call
   */
  public void put(String name, @Nullable Object value) {
    Objects.requireNonNull(name, "name");
    var json = BoundedJson.write(name, value, budget.left());
    synchronized (this) {
      budget.spend(json.length());
      additions.put(name, json);
    }
  }

  /** Returns the event's data with all that was added, as a JSON object. */
  public synchronized String data() {
    return JsonObjectText.with(change.data(), additions);
  }

  /** Returns what enrichers did to the data. */
  public synchronized EnrichmentNote note() {
    return additions.isEmpty() && failed.isEmpty()
        ? EnrichmentNote.NONE
        : new EnrichmentNote(List.copyOf(additions.keySet()), failed);
  }

  /** Makes the instance that a call gets, with all that was added so far. */
  EnrichableEvent copy(AdditionBudget ofCall) {
    var copy = new EnrichableEvent(changeSet, change, ofCall);
    synchronized (this) {
      copy.additions.putAll(additions);
    }
    return copy;
  }

  /** Takes what a call has added. */
  void take(EnrichableEvent copy) {
    Map<String, String> added;
    synchronized (copy) {
      added = new LinkedHashMap<>(copy.additions);
    }
    synchronized (this) {
      additions.putAll(added);
    }
  }

  /** Notes that an enricher should have added something and could not. */
  synchronized void lacks(String enricher) {
    if (!failed.contains(enricher)) {
      failed.add(enricher);
    }
  }

  static List<EnrichableEvent> of(ChangeSet changeSet) {
    return changeSet.changes().stream()
        .map(change -> new EnrichableEvent(changeSet, change))
        .toList();
  }

  /** Names the event without its content. */
  @Override
  public String toString() {
    return "EnrichableEvent[" + change + "]";
  }
}
