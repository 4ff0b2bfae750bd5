package io.hookstone.catalogue;

import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import io.hookstone.model.AttributeModel;
import io.hookstone.model.EntityModel;
import io.hookstone.model.ValueModel;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the standard body of an event type as JSON Schema 2020-12. Confined to one thread.
 *
 * <p>Any value but an identifier may be null, as a stateless session tells less than the database
 * has, and any property but it may be missing, where it was not loaded. Properties that the schema
 * does not name are allowed, so that receivers survive a new one.
 */
final class EventSchema {

  static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final EventType type;

  EventSchema(EventType type) {
    this.type = type;
  }

  String text() {
    var schema = MAPPER.createObjectNode();
    schema.put("$schema", DIALECT);
    schema.put("title", type.name());
    schema.put("description", type.description());
    schema.put("type", "object");
    ValueSchema.names(
        schema,
        "required",
        List.of(
            "type",
            "timestamp",
            "data",
            "id",
            "entity",
            "operation",
            "transactionId",
            "schemaVersion"));
    var properties = schema.putObject("properties");
    properties.putObject("type").put("const", type.name());
    text(properties.putObject("timestamp"), "date-time");
    properties.set("data", data());
    properties.putObject("id").put("type", "string").put("pattern", "^msg_[0-9a-f]{32}$");
    properties.putObject("tenantId").put("type", "string");
    ValueSchema.names(
        properties.putObject("entity"),
        "enum",
        type.kinds().stream().map(EntityModel::eventName).toList());
    ValueSchema.names(
        properties.putObject("operation"),
        "enum",
        type.operations().stream().map(Operation::verb).toList());
    text(properties.putObject("transactionId"), "uuid");
    properties.putObject("schemaVersion").put("const", WebhookEvent.SCHEMA_VERSION);
    properties.putObject("revision").put("type", "integer");
    if (type.operations().contains(Operation.UPDATE)) {
      properties.set("changes", changes());
      properties.putObject("previous").put("const", "unknown");
    }
    ValueSchema.names(properties.putObject("origin"), "enum", List.of("manual", "test"));
    properties.putObject("reduced").put("type", "string");
    properties
        .putObject("enrichmentFailed")
        .put("type", "array")
        .putObject("items")
        .put("type", "string");
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema);
  }

  private ObjectNode data() {
    if (type.kinds().size() == 1) {
      return data(type.kinds().get(0));
    }
    var any = MAPPER.createObjectNode();
    var kinds = any.putArray("anyOf");
    type.kinds().forEach(kind -> kinds.add(data(kind)));
    return any;
  }

  /** What an enricher says of a property takes the place of what was captured under its name. */
  private ObjectNode data(EntityModel kind) {
    var schema =
        ValueSchema.object(kind.attributes(), MAPPER.createObjectNode().put("type", "object"));
    schema.put("title", kind.eventName());
    var properties = (ObjectNode) schema.get("properties");
    for (String added : type.enriched(kind)) {
      MAPPER
          .readTree(added)
          .path("properties")
          .properties()
          .forEach(property -> properties.set(property.getKey(), property.getValue()));
    }
    return schema;
  }

  /** What an update may say of each property, whatever its subtype. */
  private ObjectNode changes() {
    var schema = MAPPER.createObjectNode().put("type", "object");
    var properties = schema.putObject("properties");
    for (EntityModel kind : type.kinds()) {
      for (AttributeModel attribute : kind.attributes()) {
        if (!attribute.withheld() && !attribute.identifier()) {
          properties.set(attribute.jsonName(), change(attribute.value()));
        }
      }
    }
    // What a collection in an embeddable is called is a path.
    schema.putObject("additionalProperties").put("type", "object");
    return schema;
  }

  private static ObjectNode change(ValueModel value) {
    var schema = MAPPER.createObjectNode().put("type", "object");
    var properties = schema.putObject("properties");
    if (value instanceof ValueModel.Many || value instanceof ValueModel.Keyed) {
      var content = ValueSchema.of(value, true);
      properties.set("added", content);
      properties.set("removed", content.deepCopy());
      properties.putObject("reordered").put("const", true);
    } else {
      properties.set("from", ValueSchema.of(value, false));
      properties.set("to", ValueSchema.of(value, false));
    }
    properties.putObject("previous").put("const", "unknown");
    return schema;
  }

  private static void text(ObjectNode schema, String format) {
    schema.put("type", "string").put("format", format);
  }
}
