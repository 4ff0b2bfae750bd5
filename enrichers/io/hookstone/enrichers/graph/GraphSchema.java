package io.hookstone.enrichers.graph;

import io.hookstone.enrich.EntityModel;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes what a graph adds, as JSON Schema. Confined to one call. */
final class GraphSchema {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final EntityModel model;

  GraphSchema(EntityModel model) {
    this.model = model;
  }

  /** A schema, and what it is the schema of. */
  private record Described(ObjectNode schema, JsonNode example) {}

  /** Returns the schema of an object with all that is selected. */
  String of(List<Selection> selections) {
    var schema = NODES.objectNode().put("type", "object");
    var properties = schema.putObject("properties");
    for (Selection selection : selections) {
      var described = describe(selection);
      described.schema().putArray("examples").add(described.example());
      properties.set(selection.name(), described.schema());
    }
    return MAPPER.writeValueAsString(schema);
  }

  private Described describe(Selection selection) {
    if (selection.children().isEmpty()) {
      var schema = (ObjectNode) MAPPER.readTree(model.schema(selection.attribute()));
      var example = schema.path("examples").path(0);
      schema.remove("examples");
      return new Described(schema, example.isMissingNode() ? NODES.nullNode() : example);
    }
    var object = object(selection.children());
    if (!selection.many()) {
      return object;
    }
    boolean map = selection.attribute().map();
    var schema = nullable(map ? "object" : "array");
    schema.set(map ? "additionalProperties" : "items", object.schema());
    return new Described(
        schema,
        map
            ? NODES.objectNode().set("key", object.example())
            : NODES.arrayNode().add(object.example()));
  }

  private Described object(List<Selection> children) {
    var schema = nullable("object");
    var properties = schema.putObject("properties");
    var example = NODES.objectNode();
    for (Selection child : children) {
      var described = describe(child);
      properties.set(child.name(), described.schema());
      example.set(child.name(), described.example());
    }
    return new Described(schema, example);
  }

  private static ObjectNode nullable(String type) {
    var schema = NODES.objectNode();
    schema.putArray("type").add(type).add("null");
    return schema;
  }
}
