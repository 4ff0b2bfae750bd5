package io.hookstone.format;

import io.hookstone.event.WebhookEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes bodies that are one JSON object, in UTF-8. Confined to the call that makes it. */
final class JsonBody {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JsonGenerator json;

  private JsonBody(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes a body.
   *
   * @param content writes its properties, in order
   */
  static byte[] of(OutgoingEvent outgoing, Consumer<JsonBody> content) {
    var bytes = new ByteArrayOutputStream(outgoing.data().length() + 384);
    try (var json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      content.accept(new JsonBody(json));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  JsonBody text(String name, String value) {
    json.writeStringProperty(name, value);
    return this;
  }

  JsonBody number(String name, long value) {
    json.writeNumberProperty(name, value);
    return this;
  }

  /** Copies a JSON value as it is. */
  JsonBody raw(String name, String value) {
    json.writeName(name);
    json.writeRawValue(value);
    return this;
  }

  /** Writes what tells of an unusual event, under names that are the same in every format. */
  void markers(OutgoingEvent outgoing) {
    var event = outgoing.event();
    event.origin().ifPresent(origin -> text("origin", origin.word()));
    outgoing.reduced().ifPresent(reason -> text("reduced", reason));
    var failed = failedEnrichers(event);
    if (!failed.isEmpty()) {
      json.writeName("enrichmentFailed");
      json.writeStartArray();
      failed.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  /** Reads the note only where there is one: most events have none. */
  static List<String> failedEnrichers(WebhookEvent event) {
    return event.enrichmentText().isPresent() ? event.enrichment().failed() : List.of();
  }
}
