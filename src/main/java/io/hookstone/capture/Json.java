package io.hookstone.capture;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The JSON writer of capture. Thread-safe. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String render(Consumer<JsonGenerator> content) {
    var text = new StringWriter(256);
    try (var json = MAPPER.createGenerator(text)) {
      content.accept(json);
    }
    return text.toString();
  }

  static String unquote(String jsonString) {
    return MAPPER.readValue(jsonString, String.class);
  }
}
