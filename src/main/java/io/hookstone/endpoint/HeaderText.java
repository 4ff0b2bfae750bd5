package io.hookstone.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The headers of an endpoint as its row keeps them: a JSON object, or null for none. */
final class HeaderText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, String>> HEADERS =
      new TypeReference<>() {};

  private HeaderText() {}

  static @Nullable String write(Map<String, String> headers) {
    return headers.isEmpty() ? null : MAPPER.writeValueAsString(headers);
  }

  static Map<String, String> read(@Nullable String text) {
    return text == null ? Map.of() : MAPPER.readValue(text, HEADERS);
  }
}
