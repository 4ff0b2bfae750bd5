package io.hookstone.event;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What rules and conditions know of an event. Its JSON is read once, and only when something asks
 * for it. Confined to one thread.
 */
public final class EventFacts {

  private final Map<String, String> texts;
  private final String dataText;
  private final @Nullable String changesText;
  private @Nullable JsonNode changes;
  private @Nullable Map<String, Object> variables;

  private EventFacts(Map<String, String> texts, String dataText, @Nullable String changesText) {
    this.texts = texts;
    this.dataText = dataText;
    this.changesText = changesText;
  }

  /** Returns the facts of a change as it was captured. */
  static EventFacts of(EntityChange change, ChangeSet changeSet) {
    return new EventFacts(
        Map.of(
            "entity", change.ref().eventName(),
            "id", change.ref().id(),
            "operation", change.operation().verb(),
            "tenantId", Optional.ofNullable(changeSet.tenantId()).orElse("")),
        change.data(),
        change.changes());
  }

  /** Returns the facts of an event, with what enrichers added. */
  public static EventFacts of(WebhookEvent event) {
    return new EventFacts(
        Map.of(
            "type", event.type(),
            "entity", event.entity(),
            "id", event.entityId(),
            "operation", event.operation().verb(),
            "tenantId", event.tenantId().orElse("")),
        event.data(),
        event.changes().orElse(null));
  }

  /** Returns the changed properties; none where they are unknown. */
  JsonNode changes() {
    var known = changes;
    if (known == null) {
      known = EventJson.read(changesText);
      changes = known;
    }
    return known;
  }

  /**
   * Returns the variables of conditions.
   *
   * @throws RuntimeException if the data cannot be read
   */
  public Map<String, Object> variables() {
    var known = variables;
    if (known == null) {
      known = new HashMap<>(texts);
      known.put("data", EventJson.variable(EventJson.read(dataText)));
      known.put("changes", EventJson.variable(changes()));
      variables = known;
    }
    return known;
  }

  /** Returns the variables for an event type that is still a question. */
  Map<String, Object> variablesOf(String type) {
    var all = new HashMap<>(variables());
    all.put("type", type);
    return all;
  }
}
