package io.hookstone.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds properties to a JSON object without touching the others: no number is reread, no byte
 * reformatted.
 */
final class JsonObjectText {

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

  private JsonObjectText() {}

  /**
   * Returns the object with raw JSON values in place of properties of the same names, and the
   * others added at its end. A place is kept because captured data begins with the identifier.
   */
  static String with(String object, Map<String, String> additions) {
    if (additions.isEmpty()) {
      return object;
    }
    var text = new StringBuilder(object.length() + 64 * additions.size());
    text.append('{');
    var atEnd = new LinkedHashMap<>(additions);
    forEach(
        object,
        (name, value) -> {
          var replacement = atEnd.remove(name);
          append(text, quoted(name), replacement == null ? value : replacement);
        });
    atEnd.forEach((name, value) -> append(text, quoted(name), value));
    return text.append('}').toString();
  }

  /** As UTF-8, in which Jackson escapes surrogates without a partner. */
  private static String quoted(String name) {
    return new String(MAPPER.writeValueAsBytes(name), UTF_8);
  }

  /**
   * Checks that a text is one JSON value and nothing else.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void checkValue(String name, String text) {
    try (var json = MAPPER.createParser(text)) {
      boolean some = json.nextToken() != null;
      json.skipChildren();
      json.finishToken();
      if (some && json.nextToken() == null) {
        return;
      }
    } catch (JacksonException e) {
      throw malformed(name, e);
    }
    throw malformed(name, null);
  }

  private static IllegalArgumentException malformed(String name, @Nullable JacksonException cause) {
    return new IllegalArgumentException(
        "HKS1006: An enricher adds '%s': expected well-formed JSON in each RenderedValue. Add the value itself, and it is written."
            .formatted(name),
        cause);
  }

  /** Hands over each property of an object with its value as it stands. */
  static void forEach(String object, BiConsumer<String, String> property) {
    try (var json = MAPPER.createParser(object)) {
      json.nextToken();
      String name;
      while ((name = json.nextName()) != null) {
        json.nextToken();
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getCharOffset();
        property.accept(name, object.substring(from, to));
      }
    }
  }

  private static void append(StringBuilder text, String quotedName, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quotedName).append(':').append(value);
  }
}
