package io.hookstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.hookstone.catalogue.EnrichedProperties;
import io.hookstone.event.WebhookEvent;
import io.hookstone.format.OutgoingEvent;
import io.hookstone.format.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds events to the schemas of the catalogue, and more strictly than those: a property that an
 * enricher has not added, or has described, must be one that the schema names.
 */
public final class SchemaCheck {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private SchemaCheck() {}

  /** Fails unless the event's body is what its type's schema describes. */
  public static void check(TestApplication app, WebhookEvent event) {
    var type = app.hookstone().catalogue().type(event.type());
    assertThat(type).as("The catalogue has %s", event.type()).isPresent();
    var body = new StandardWebhooks().body(OutgoingEvent.whole(event, new UUID(0, 0)));
    var described = EnrichedProperties.of(type.get());
    var undescribed =
        event.enrichment().added().stream().filter(name -> !described.contains(name)).toList();
    check(type.get().schema(), new String(body, StandardCharsets.UTF_8), undescribed);
  }

  /**
   * Fails unless a body is what a schema describes, with these properties of the data, of which
   * nothing is known.
   */
  public static void check(String schema, String body, List<String> added) {
    var strict = (ObjectNode) MAPPER.readTree(schema);
    var data = strict.path("properties").path("data");
    data.path("anyOf").forEach(kind -> close(kind, added));
    if (data.has("properties")) {
      close(data, added);
    }
    strict.put("additionalProperties", false);
    assertThat(SCHEMAS.getSchema(strict.toString()).validate(body, InputFormat.JSON))
        .as("Schema: %s%nBody: %s", schema, body)
        .isEmpty();
  }

  private static void close(JsonNode object, List<String> added) {
    var properties = (ObjectNode) object.path("properties");
    added.forEach(name -> properties.putObject(name));
    ((ObjectNode) object).put("additionalProperties", false);
  }
}
