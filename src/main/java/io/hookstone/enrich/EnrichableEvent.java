package io.hookstone.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.event.EnrichmentNote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An event in the making. Not thread-safe: one enricher after the other sees it, on one thread. */
public final class EnrichableEvent {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ChangeSet changeSet;
  private final EntityChange change;
  private final Map<String, String> additions = new LinkedHashMap<>();

  /** Makes the event of one change of a change set. */
  public EnrichableEvent(ChangeSet changeSet, EntityChange change) {
    this.changeSet = changeSet;
    this.change = change;
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
   * Adds a property to the event's data, in place of one of the same name if there is one.
   *
   * @param value anything that Jackson can write: maps, lists, records, strings, numbers,
   *     java.time, null
   * @throws RuntimeException if Jackson cannot write the value
   */
  public void put(String name, @Nullable Object value) {
    // As UTF-8, in which Jackson escapes surrogates without a partner: a database would replace
    // them,
    // and the body must stay the same.
    additions.put(name, new String(MAPPER.writeValueAsBytes(value), UTF_8));
  }

  /** Returns the event's data with all that was added, as a JSON object. */
  public String data() {
    return JsonObjectText.with(change.data(), additions);
  }

  /** Returns what enrichers did to the data. */
  public EnrichmentNote note() {
    return additions.isEmpty()
        ? EnrichmentNote.NONE
        : new EnrichmentNote(List.copyOf(additions.keySet()), List.of());
  }

  /** Takes back what an enricher added that then failed. */
  void restore(Map<String, String> before) {
    additions.clear();
    additions.putAll(before);
  }

  Map<String, String> additions() {
    return new LinkedHashMap<>(additions);
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
