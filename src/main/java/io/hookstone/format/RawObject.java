package io.hookstone.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object whose values stay the text that they are: no number is reread, no byte reformatted.
 * Immutable.
 */
final class RawObject {

  /**
   * Without the parser's own limits (Jackson 3, {@code StreamReadConstraints}): the object is what
   * was captured, and an event that cannot be put together is lost.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .build();

  private final Map<String, String> properties;

  private RawObject(Map<String, String> properties) {
    this.properties = properties;
  }

  /** Reads an object, which the text must be. */
  static RawObject of(String object) {
    var properties = new LinkedHashMap<String, String>();
    try (var json = parser(object)) {
      json.nextToken();
      String name;
      while ((name = json.nextName()) != null) {
        json.nextToken();
        properties.put(name, value(json, object));
      }
    }
    return new RawObject(properties);
  }

  /** Reads a text that may be an object, and may be anything else. */
  static Optional<RawObject> read(String text) {
    try {
      return text.startsWith("{") ? Optional.of(of(text)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Returns the elements of an array, which the text must be. */
  static List<String> elements(String array) {
    var elements = new ArrayList<String>();
    try (var json = parser(array)) {
      json.nextToken();
      while (json.nextToken() != tools.jackson.core.JsonToken.END_ARRAY) {
        elements.add(value(json, array));
      }
    }
    return elements;
  }

  /** Returns a parser that has no limits. */
  static JsonParser parser(String json) {
    return MAPPER.createParser(json);
  }

  /** Returns a name as JSON. */
  static String quoted(String name) {
    return MAPPER.writeValueAsString(name);
  }

  /** Returns the value at which a parser stands as the text that it is, and moves past it. */
  static String value(JsonParser json, String text) {
    int from = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    return text.substring(from, (int) json.currentLocation().getCharOffset());
  }

  /** Returns the names in their order. */
  List<String> names() {
    return List.copyOf(properties.keySet());
  }

  @Nullable String get(String name) {
    return properties.get(name);
  }

  /** Returns the object with some of its properties alone. */
  RawObject only(Predicate<String> wanted) {
    var some = new LinkedHashMap<>(properties);
    some.keySet().removeIf(wanted.negate());
    return new RawObject(some);
  }

  /** Returns the object with a property: in its old place, or at the end. */
  RawObject with(String name, String value) {
    var all = new LinkedHashMap<>(properties);
    all.put(name, value);
    return new RawObject(all);
  }

  RawObject without(String name) {
    return only(other -> !other.equals(name));
  }

  /** Returns the object as JSON. */
  String text() {
    return properties.entrySet().stream()
        .map(property -> quoted(property.getKey()) + ":" + property.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
