package io.hookstone.outbox;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.change.Origin;
import io.hookstone.change.Trigger;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of an outbox row: UTF-8 JSON that carries the rendered state of every change unparsed.
 * Thread-safe.
 *
 * <p>Unknown names are skipped, so that nodes of neighbouring versions can share one outbox.
 */
final class ChangeSetCodec {

  /**
   * Without the parser's own limits (Jackson 3, {@code StreamReadConstraints}): a row is what this
   * class wrote, and one that cannot be read again is lost.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .build();

  private ChangeSetCodec() {}

  static byte[] encode(ChangeSet changeSet) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("transactionId", changeSet.transactionId().toString());
      json.writeStringProperty("occurredAt", changeSet.occurredAt().toString());
      if (changeSet.revision() != null) {
        json.writeNumberProperty("revision", changeSet.revision());
      }
      if (changeSet.trigger() != null) {
        encodeTrigger(json, changeSet.trigger());
      }
      if (changeSet.actingUser() != null) {
        json.writeStringProperty("actingUser", changeSet.actingUser());
      }
      json.writeName("changes");
      json.writeStartArray();
      for (EntityChange change : changeSet.changes()) {
        json.writeStartObject();
        json.writeStringProperty("entity", change.ref().entity());
        json.writeStringProperty("id", change.ref().id());
        if (!change.ref().eventName().equals(change.ref().entity())) {
          json.writeStringProperty("eventName", change.ref().eventName());
        }
        json.writeStringProperty("operation", change.operation().verb());
        json.writeName("data");
        json.writeRawValue(change.data());
        if (change.changes() != null) {
          json.writeName("changes");
          json.writeRawValue(change.changes());
        }
        if (change.audited()) {
          json.writeBooleanProperty("audited", true);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void encodeTrigger(JsonGenerator json, Trigger trigger) {
    json.writeName("trigger");
    json.writeStartObject();
    json.writeStringProperty("origin", trigger.origin().name());
    json.writeStringProperty("eventType", trigger.eventType());
    if (trigger.endpointId() != null) {
      json.writeStringProperty("endpointId", trigger.endpointId().toString());
    }
    json.writeEndObject();
  }

  /**
   * Reads a row back.
   *
   * @throws RuntimeException if the bytes are not what {@link #encode} writes
   */
  static ChangeSet decode(byte[] bytes, @Nullable String tenantId) {
    UUID transactionId = null;
    Instant occurredAt = null;
    Long revision = null;
    List<EntityChange> changes = List.of();
    Trigger trigger = null;
    String actingUser = null;
    try (var json = MAPPER.createParser(bytes)) {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      String name;
      while ((name = json.nextName()) != null) {
        json.nextToken();
        switch (name) {
          case "transactionId" -> transactionId = UUID.fromString(json.getString());
          case "occurredAt" -> occurredAt = Instant.parse(json.getString());
          case "revision" -> revision = json.getLongValue();
          case "changes" -> changes = decodeChanges(json, bytes);
          case "trigger" -> trigger = decodeTrigger(json);
          case "actingUser" -> actingUser = json.getString();
          default -> json.skipChildren();
        }
      }
    }
    return new ChangeSet(
        required(transactionId, "transactionId"),
        required(occurredAt, "occurredAt"),
        tenantId,
        revision,
        changes,
        trigger,
        actingUser);
  }

  private static Trigger decodeTrigger(JsonParser json) {
    expect(json.currentToken(), JsonToken.START_OBJECT);
    Origin origin = null;
    String eventType = null;
    UUID endpointId = null;
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      switch (name) {
        case "origin" -> origin = Origin.valueOf(json.getString());
        case "eventType" -> eventType = json.getString();
        case "endpointId" -> endpointId = UUID.fromString(json.getString());
        default -> json.skipChildren();
      }
    }
    return new Trigger(required(origin, "origin"), required(eventType, "eventType"), endpointId);
  }

  private static List<EntityChange> decodeChanges(JsonParser json, byte[] bytes) {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    var changes = new ArrayList<EntityChange>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      changes.add(decodeChange(json, bytes));
    }
    return changes;
  }

  private static EntityChange decodeChange(JsonParser json, byte[] bytes) {
    String entity = null;
    String id = null;
    String eventName = null;
    Operation operation = null;
    String data = null;
    String changes = null;
    boolean audited = false;
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      switch (name) {
        case "entity" -> entity = json.getString();
        case "id" -> id = json.getString();
        case "eventName" -> eventName = json.getString();
        case "operation" -> operation = Operation.ofVerb(json.getString());
        case "data" -> data = rawValue(json, bytes);
        case "changes" -> changes = rawValue(json, bytes);
        case "audited" -> audited = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return new EntityChange(
        ref(required(entity, "entity"), required(id, "id"), eventName),
        required(operation, "operation"),
        required(data, "data"),
        changes,
        audited);
  }

  private static EntityRef ref(String entity, String id, @Nullable String eventName) {
    return eventName == null ? new EntityRef(entity, id) : new EntityRef(entity, id, eventName);
  }

  /**
   * Cuts the object at the parser's position out of the bytes as it stands: nothing is reordered or
   * reformatted.
   */
  private static String rawValue(JsonParser json, byte[] bytes) {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int to = (int) json.currentLocation().getByteOffset();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static void expect(@Nullable JsonToken found, JsonToken expected) {
    if (found != expected) {
      throw new IllegalStateException(
          "HKS0301: An outbox row holds %s where %s was expected.".formatted(found, expected));
    }
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("HKS0302: An outbox row lacks '%s'.".formatted(name));
    }
    return value;
  }
}
