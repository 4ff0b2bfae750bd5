package io.hookstone.enrich;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value that is JSON already, and is written as it stands, alone or within lists and maps.
 * Immutable.
 *
 * @param json well-formed JSON
 */
public record RenderedValue(@JsonValue @JsonRawValue String json) {

  /** JSON's null. */
  public static final RenderedValue NULL = new RenderedValue("null");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Returns whether the value is null. */
  public boolean isNull() {
    return json.equals("null");
  }

  /** Returns the text of a string, and the JSON of anything else. */
  public String text() {
    return json.startsWith("\"") ? MAPPER.readValue(json, String.class) : json;
  }

  /** Returns the properties of a JSON object in their order, each to the byte. */
  public static Map<String, RenderedValue> propertiesOf(String object) {
    Map<String, RenderedValue> properties = new LinkedHashMap<>();
    JsonObjectText.forEach(object, (name, value) -> properties.put(name, new RenderedValue(value)));
    return properties;
  }

  /** Names the kind of the value, which may be confidential itself. */
  @Override
  public String toString() {
    return "RenderedValue[" + json.length() + " characters]";
  }
}
