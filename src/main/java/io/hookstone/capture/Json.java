package io.hookstone.capture;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON writer of capture. Thread-safe. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING).build();

  private Json() {}

  static String render(Consumer<JsonGenerator> content) {
    var text = new StringWriter(256);
    try (var json = MAPPER.createGenerator(text)) {
      content.accept(json);
    }
    return text.toString();
  }

  /** Takes an object apart into maps, lists and scalars, as its class tells Jackson to. */
  static Object plain(Object value) {
    return MAPPER.convertValue(value, Object.class);
  }

  static String unquote(String jsonString) {
    return MAPPER.readValue(jsonString, String.class);
  }
}
