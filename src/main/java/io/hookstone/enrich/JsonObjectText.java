package io.hookstone.enrich;

import java.util.Map;
import java.util.function.BiConsumer;
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
   * Returns the object with raw JSON values added at its end, in place of properties of the same
   * names.
   */
  static String with(String object, Map<String, String> additions) {
    if (additions.isEmpty()) {
      return object;
    }
    var text = new StringBuilder(object.length() + 64 * additions.size());
    text.append('{');
    copyOthers(object, additions, text);
    additions.forEach((name, value) -> append(text, MAPPER.writeValueAsString(name), value));
    return text.append('}').toString();
  }

  private static void copyOthers(String object, Map<String, String> additions, StringBuilder text) {
    forEach(
        object,
        (name, value) -> {
          if (!additions.containsKey(name)) {
            append(text, MAPPER.writeValueAsString(name), value);
          }
        });
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
