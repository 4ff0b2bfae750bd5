package io.hookstone.depot.receive;

import io.hookstone.depot.ledger.EntityKey;
import io.hookstone.depot.ledger.Event;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How a format says what happened. Immutable. */
interface Wire {

  /**
   * What a request says.
   *
   * @param webhookId what the format tells webhooks apart by; empty if it is missing
   * @param event with an empty type or id if they are missing
   * @param changes what an update changed, where the format has it
   * @param faults where the request contradicts itself
   */
  record Told(
      String webhookId, Event event, JsonNode data, JsonNode changes, List<String> faults) {}

  Told read(HttpHeaders headers, JsonNode body);

  /** Finds the reader of a format. */
  static Wire of(String format) {
    return switch (format) {
      case "standard" -> Wire::standard;
      case "cloudevents" -> Wire::cloudEvents;
      case "openboxes" -> Wire::openBoxes;
      case "boxhero" -> Wire::boxHero;
      case "openfront" -> Wire::openFront;
      default -> throw new IllegalStateException("Depot cannot read '" + format + "'.");
    };
  }

  private static Told standard(HttpHeaders headers, JsonNode body) {
    List<String> faults = new ArrayList<>();
    String entity = text(body, "entity");
    String type = text(body, "type");
    String byDefault = defaultType(entity, text(body, "operation"));
    if (Set.of("created", "updated", "deleted").contains(past(type)) && !type.equals(byDefault)) {
      faults.add("its type is not '" + byDefault + "'");
    }
    return told(headers, body, entity, type, body.path("changes"), faults);
  }

  private static Told cloudEvents(HttpHeaders headers, JsonNode body) {
    List<String> faults = new ArrayList<>();
    if (!text(body, "specversion").equals("1.0")) {
      faults.add("its specversion is not '1.0'");
    }
    if (!text(body, "subject").equals(text(body.path("data"), "id"))) {
      faults.add("its subject is not its id");
    }
    return told(
        headers, body, text(body, "entity"), text(body, "type"), body.path("changes"), faults);
  }

  private static Told told(
      HttpHeaders headers,
      JsonNode body,
      String entity,
      String type,
      JsonNode changes,
      List<String> faults) {
    String webhookId = header(headers, "webhook-id");
    if (!text(body, "id").equals(webhookId)) {
      faults.add("its id is not the webhook-id");
    }
    JsonNode data = body.path("data");
    return new Told(webhookId, event(entity, type, data), data, changes, faults);
  }

  private static Told openBoxes(HttpHeaders headers, JsonNode body) {
    JsonNode data = body.path("data");
    String type = text(body, "type");
    return new Told(
        text(body, "id"), event(entity(type), type, data), data, body.path("none"), List.of());
  }

  private static Told boxHero(HttpHeaders headers, JsonNode body) {
    JsonNode payload = body.path("payload");
    String type =
        text(body, "topic")
            .replaceFirst("/new$", ".created")
            .replaceFirst("/edit$", ".updated")
            .replaceFirst("/delete$", ".deleted")
            .replace('/', '.');
    return new Told(
        text(body, "id"),
        event(entity(type), type, payload),
        payload,
        body.path("none"),
        List.of());
  }

  private static Told openFront(HttpHeaders headers, JsonNode body) {
    List<String> faults = new ArrayList<>();
    String entity = text(body, "listKey");
    String type = defaultType(entity, text(body, "operation"));
    if (!header(headers, "X-OpenFront-Topic").equals(type.toLowerCase(Locale.ROOT))) {
      faults.add("its topic is not that of '" + type + "'");
    }
    if (!header(headers, "X-OpenFront-ListKey").equals(entity)) {
      faults.add("its list key differs between header and body");
    }
    boolean update = text(body, "operation").equals("update");
    if (update != body.path("previousData").isObject()) {
      faults.add("previousData belongs to updates, and to nothing else");
    }
    JsonNode data = body.path("data");
    return new Told(
        header(headers, "X-OpenFront-Delivery-ID"),
        event(entity, type, data),
        data,
        body.path("changes"),
        faults);
  }

  private static Event event(String entity, String type, JsonNode data) {
    return new Event(new EntityKey(entity, text(data, "id")), type);
  }

  private static String defaultType(String entity, String operation) {
    return entity.isEmpty()
        ? ""
        : entity.substring(0, 1).toLowerCase(Locale.ROOT)
            + entity.substring(1)
            + "."
            + operation
            + (operation.endsWith("e") ? "d" : "ed");
  }

  /** Formats that do not name the entity are read by those who know the event types. */
  private static String entity(String type) {
    String name = type.replaceFirst("\\..*", "");
    if (name.equals("inventory")) {
      return "InventoryTransaction";
    }
    return name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String past(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static String header(HttpHeaders headers, String name) {
    return headers.firstValue(name).orElse("");
  }
}
