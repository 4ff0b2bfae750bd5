package io.hookstone.enrichers;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes what an enricher adds, as JSON Schema. Confined to one thread. */
final class AddedProperties {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode properties = MAPPER.createObjectNode();

  /**
   * Adds a property that may be null.
   *
   * @param type of JSON Schema; null if it is not known
   */
  AddedProperties with(String name, @Nullable String type, @Nullable Object example) {
    var schema = property(name);
    if (type != null) {
      schema.putArray("type").add(type).add("null");
    }
    if (example != null) {
      schema.putArray("examples").addPOJO(example);
    }
    return this;
  }

  /** Adds a property to be described. */
  ObjectNode property(String name) {
    return properties.putObject(name);
  }

  /** Returns the schema of the object that has the properties. */
  String schema() {
    var schema = MAPPER.createObjectNode().put("type", "object");
    schema.set("properties", properties);
    return MAPPER.writeValueAsString(schema);
  }

  /** Reads a schema of an attribute. */
  static ObjectNode read(String schema) {
    return (ObjectNode) MAPPER.readTree(schema);
  }
}
