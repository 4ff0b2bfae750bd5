package io.hookstone.format;

import io.hookstone.event.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JsonToken;

/**
 * Finds the properties of an event's data that are the entity's identifier.
 *
 * <p>Captured data begins with them: with one, which an {@code @EmbeddedId} fills with an object,
 * or with all attributes of an {@code @IdClass}. The data of a triggered event is the
 * application's, so there it is the property that has the id for its value.
 */
final class Identifier {

  private Identifier() {}

  /** Returns the names, in their order; none if the data has no identifier. */
  static List<String> names(WebhookEvent event) {
    return event.origin().isPresent() ? named(event) : leading(event);
  }

  private static List<String> leading(WebhookEvent event) {
    var first = first(event.data(), 1, value -> true);
    return first.isEmpty() || !first(event.data(), 1, is(event)).isEmpty()
        ? first
        : first(event.data(), Math.max(1, parts(event).size()), value -> true);
  }

  private static List<String> named(WebhookEvent event) {
    var found = first(event.data(), Integer.MAX_VALUE, is(event));
    if (found.isEmpty()) {
      var all = first(event.data(), Integer.MAX_VALUE, value -> true);
      return all.containsAll(parts(event)) ? parts(event) : found;
    }
    return List.of(found.contains("id") ? "id" : found.get(0));
  }

  /** Returns the attributes of a composite identifier; none for any other. */
  private static List<String> parts(WebhookEvent event) {
    return RawObject.read(event.entityId()).map(RawObject::names).orElse(List.of());
  }

  /** Whether a value is the id, of which the record keeps no more than a certain length. */
  private static Predicate<String> is(WebhookEvent event) {
    var id = event.entityId();
    boolean cut = id.length() == WebhookEvent.MAX_ENTITY_ID_LENGTH;
    return value -> cut ? value.startsWith(id) : value.equals(id);
  }

  /** Returns those of the first properties whose values are wanted; of texts, the content. */
  private static List<String> first(String data, int count, Predicate<String> wanted) {
    var names = new ArrayList<String>();
    try (var json = RawObject.parser(data)) {
      json.nextToken();
      for (int i = 0; i < count; i++) {
        var name = json.nextName();
        if (name == null) {
          break;
        }
        var value =
            json.nextToken() == JsonToken.VALUE_STRING
                ? json.getString()
                : RawObject.value(json, data);
        if (wanted.test(value)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
