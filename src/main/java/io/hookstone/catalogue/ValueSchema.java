package io.hookstone.catalogue;

import io.hookstone.model.AttributeModel;
import io.hookstone.model.ValueModel;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Describes values as JSON Schema 2020-12. Stateless. */
public final class ValueSchema {

  private ValueSchema() {}

  /**
   * Returns the JSON Schema of a value that may be null, with an example of it.
   *
   * @param name what texts in the example say
   */
  public static String text(String name, ValueModel value) {
    var schema = of(value, false);
    schema.putArray("examples").add(EventExample.value(name, value));
    return EventSchema.MAPPER.writeValueAsString(schema);
  }

  static ObjectNode object(List<AttributeModel> attributes, ObjectNode schema) {
    var properties = schema.putObject("properties");
    attributes.stream()
        .filter(attribute -> !attribute.withheld())
        .forEach(
            attribute ->
                properties.set(
                    attribute.jsonName(), of(attribute.value(), attribute.identifier())));
    var required =
        attributes.stream()
            .filter(AttributeModel::identifier)
            .map(AttributeModel::jsonName)
            .toList();
    if (!required.isEmpty()) {
      names(schema, "required", required);
    }
    return schema;
  }

  static ObjectNode of(ValueModel value, boolean identifier) {
    var schema = EventSchema.MAPPER.createObjectNode();
    if (value instanceof ValueModel.Scalar scalar) {
      return scalar(schema, scalar.kind(), identifier);
    }
    if (value instanceof ValueModel.OneOf one) {
      var constants = schema.putArray("enum");
      one.names().forEach(constants::add);
      if (!identifier) {
        constants.addNull();
      }
    } else if (value instanceof ValueModel.Embedded embedded) {
      return object(embedded.attributes(), typed(schema, "object", identifier));
    } else if (value instanceof ValueModel.Reference reference) {
      var properties = typed(schema, "object", identifier).putObject("properties");
      properties.set("id", of(reference.id(), true));
      names(schema, "required", List.of("id"));
    } else if (value instanceof ValueModel.Many many) {
      typed(schema, "array", identifier).set("items", of(many.element(), false));
    } else if (value instanceof ValueModel.Keyed keyed) {
      typed(schema, "object", identifier).set("additionalProperties", of(keyed.value(), false));
    }
    return schema;
  }

  private static ObjectNode scalar(ObjectNode schema, ValueModel.Kind kind, boolean identifier) {
    switch (kind) {
      case TEXT -> typed(schema, "string", identifier);
      case FLAG -> typed(schema, "boolean", identifier);
      case INTEGER -> typed(schema, "integer", identifier);
      case DECIMAL -> typed(schema, "number", identifier);
      case FLOATING -> {
        // Not-a-number and infinity have no number in JSON.
        names(schema, "type", List.of("number", "string", "null"));
      }
      case INSTANT -> typed(schema, "string", identifier).put("format", "date-time");
      case DATE -> typed(schema, "string", identifier).put("format", "date");
      case DURATION -> typed(schema, "string", identifier).put("format", "duration");
      case UUID -> typed(schema, "string", identifier).put("format", "uuid");
      case URI -> typed(schema, "string", identifier).put("format", "uri-reference");
    }
    return schema;
  }

  private static ObjectNode typed(ObjectNode schema, String type, boolean identifier) {
    if (identifier) {
      return schema.put("type", type);
    }
    names(schema, "type", List.of(type, "null"));
    return schema;
  }

  static void names(ObjectNode schema, String key, Collection<String> names) {
    var array = schema.putArray(key);
    names.forEach(array::add);
  }
}
