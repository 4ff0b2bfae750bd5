package io.hookstone.capture;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes arrays, lists, maps and objects that fill a single column (array and JSON types).
 * Thread-safe.
 *
 * <p>Whoever names a key in a JSON column like a secret means one, so keys are withheld like
 * properties.
 */
final class DocumentValues {

  private DocumentValues() {}

  /**
   * Writes a value.
   *
   * @throws RuntimeException if it has no JSON form
   */
  static void write(JsonGenerator json, @Nullable Object value, ValueContext context) {
    if (value == null) {
      json.writeNull();
    } else if (!writePlain(json, value, context)
        && !writePlain(json, plain(value, context), context)) {
      throw new IllegalArgumentException("No JSON form for " + value.getClass().getName() + ".");
    }
  }

  private static Object plain(Object value, ValueContext context) {
    return context.withheld() == null ? Json.whole(value) : Json.plain(value);
  }

  private static boolean writePlain(JsonGenerator json, Object value, ValueContext context) {
    if (value instanceof byte[] bytes) {
      BinaryValues.write(json, bytes, context);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(json, map, context);
    } else if (value instanceof Collection<?> collection) {
      json.writeStartArray();
      collection.forEach(element -> write(json, element, context));
      json.writeEndArray();
    } else if (value.getClass().isArray()) {
      json.writeStartArray();
      for (int i = 0; i < Array.getLength(value); i++) {
        write(json, Array.get(value, i), context);
      }
      json.writeEndArray();
    } else {
      return ScalarValues.write(json, value);
    }
    return true;
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map, ValueContext context) {
    json.writeStartObject();
    map.forEach(
        (key, value) -> {
          var name = key instanceof Enum<?> constant ? constant.name() : String.valueOf(key);
          if (!context.withholdsKey(name)) {
            json.writeName(ScalarValues.wellFormed(name));
            write(json, value, context.at(name));
          }
        });
    json.writeEndObject();
  }
}
