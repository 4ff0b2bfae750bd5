package io.hookstone.catalogue;

import io.hookstone.change.Operation;
import io.hookstone.event.EventRule;
import io.hookstone.event.WebhookEvent;
import io.hookstone.model.AttributeModel;
import io.hookstone.model.EntityModel;
import io.hookstone.model.ValueModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes up an event of a type, the same at every call. Confined to one thread. */
final class EventExample {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final String ID = "00000000-0000-7000-8000-000000000000";

  private final EventType type;
  private final EntityModel kind;

  EventExample(EventType type) {
    this.type = type;
    this.kind = type.kinds().get(0);
  }

  String body() {
    var body = NODES.objectNode();
    body.put("type", type.name());
    body.put("timestamp", TIME);
    body.set("data", dataNode());
    body.put("id", "msg_" + ID.replace("-", ""));
    body.put("entity", kind.eventName());
    var operation = type.operations().iterator().next();
    body.put("operation", operation.verb());
    body.put("transactionId", ID);
    body.put("schemaVersion", WebhookEvent.SCHEMA_VERSION);
    var changes = changes();
    if (changes.isPresent()) {
      body.set("changes", changes.get());
    } else if (operation == Operation.UPDATE) {
      body.put("previous", "unknown");
    }
    return EventSchema.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(body);
  }

  String data() {
    return EventSchema.MAPPER.writeValueAsString(dataNode());
  }

  /** Returns what has changed, if that is what the event is about. */
  Optional<ObjectNode> changes() {
    return type.operations().iterator().next() == Operation.UPDATE
        ? transition().map(Example::changes)
        : Optional.empty();
  }

  /** A property that has become another value. */
  private record Example(String property, String from, String to) {
    ObjectNode changes() {
      var changes = NODES.objectNode();
      changes.putObject(property).put("from", from).put("to", to);
      return changes;
    }
  }

  private Optional<Example> transition() {
    return type.rule().flatMap(EventRule::transition).flatMap(this::example);
  }

  /** Of numbers, dates and the like, no example is made. */
  private Optional<Example> example(EventRule.Transition transition) {
    var name = transition.property();
    var value = kind.attribute(name).map(AttributeModel::value);
    List<String> possible =
        value.filter(ValueModel.OneOf.class::isInstance).isPresent()
            ? ((ValueModel.OneOf) value.get()).names()
            : value.filter(new ValueModel.Scalar(ValueModel.Kind.TEXT)::equals).isPresent()
                ? List.of(name, "other " + name)
                : List.of();
    var to = transition.to().isEmpty() ? possible : transition.to();
    var from = transition.from().isEmpty() ? possible : transition.from();
    if (possible.isEmpty()) {
      return Optional.empty();
    }
    return to.stream()
        .flatMap(
            after ->
                from.stream()
                    .filter(before -> !before.equals(after))
                    .map(before -> new Example(name, before, after)))
        .findFirst();
  }

  private ObjectNode dataNode() {
    var data = object(kind.attributes());
    transition().ifPresent(example -> data.put(example.property(), example.to()));
    for (String added : type.enriched(kind)) {
      EventSchema.MAPPER
          .readTree(added)
          .path("properties")
          .properties()
          .forEach(property -> addExample(data, property));
    }
    return data;
  }

  private static void addExample(ObjectNode data, Map.Entry<String, JsonNode> property) {
    data.remove(property.getKey());
    var example = property.getValue().path("examples").path(0);
    if (!example.isMissingNode()) {
      data.set(property.getKey(), example);
    }
  }

  private static ObjectNode object(List<AttributeModel> attributes) {
    var object = NODES.objectNode();
    attributes.stream()
        .filter(attribute -> !attribute.withheld())
        .forEach(
            attribute ->
                object.set(attribute.jsonName(), value(attribute.jsonName(), attribute.value())));
    return object;
  }

  static JsonNode value(String name, ValueModel value) {
    if (value instanceof ValueModel.Scalar scalar) {
      return scalar(name, scalar.kind());
    }
    if (value instanceof ValueModel.OneOf one) {
      return one.names().isEmpty() ? NODES.nullNode() : NODES.stringNode(one.names().get(0));
    }
    if (value instanceof ValueModel.Embedded embedded) {
      return object(embedded.attributes());
    }
    if (value instanceof ValueModel.Reference reference) {
      return NODES.objectNode().set("id", value("id", reference.id()));
    }
    if (value instanceof ValueModel.Many many) {
      return NODES.arrayNode().add(value(name, many.element()));
    }
    if (value instanceof ValueModel.Keyed keyed) {
      return NODES.objectNode().set("key", value(name, keyed.value()));
    }
    return NODES.nullNode();
  }

  private static JsonNode scalar(String name, ValueModel.Kind kind) {
    return switch (kind) {
      case TEXT -> NODES.stringNode(name);
      case FLAG -> NODES.booleanNode(true);
      case INTEGER -> NODES.numberNode(1);
      case DECIMAL, FLOATING -> NODES.numberNode(new BigDecimal("12.50"));
      case INSTANT -> NODES.stringNode(TIME);
      case DATE -> NODES.stringNode("2026-01-01");
      case DURATION -> NODES.stringNode("PT1H");
      case UUID -> NODES.stringNode(ID);
      case URI -> NODES.stringNode("https://example.com/");
    };
  }
}
