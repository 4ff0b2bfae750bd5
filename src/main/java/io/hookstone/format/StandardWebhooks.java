package io.hookstone.format;

import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.WebhookEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code standard} format: Standard Webhooks 1.0.0. Immutable.
 *
 * <p>Headers {@code webhook-id}, {@code webhook-timestamp} (unix seconds of the attempt) and {@code
 * webhook-signature} ({@code v1,<base64>} for each valid secret, newest first, separated by
 * spaces). The signature is HMAC-SHA256 over the exact bytes {@code id.timestamp.body} (Signature
 * scheme). Any 2xx is success.
 */
public final class StandardWebhooks implements WebhookFormat {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String HMAC = "HmacSHA256";

  @Override
  public String name() {
    return "standard";
  }

  @Override
  public byte[] body(OutgoingEvent outgoing) {
    var event = outgoing.event();
    var bytes = new ByteArrayOutputStream(outgoing.data().length() + 384);
    try (var json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("type", event.type());
      json.writeStringProperty("timestamp", event.occurredAt().toString());
      json.writeName("data");
      json.writeRawValue(outgoing.data());
      json.writeStringProperty("id", messageId(event));
      event.tenantId().ifPresent(tenant -> json.writeStringProperty("tenantId", tenant));
      json.writeStringProperty("entity", event.entity());
      json.writeStringProperty("operation", event.operation().verb());
      json.writeStringProperty("transactionId", event.transactionId().toString());
      json.writeNumberProperty("schemaVersion", WebhookEvent.SCHEMA_VERSION);
      event.revision().ifPresent(revision -> json.writeNumberProperty("revision", revision));
      outgoing.changes().ifPresent(changes -> writeRaw(json, "changes", changes));
      if (event.previousUnknown()) {
        json.writeStringProperty("previous", "unknown");
      }
      event.origin().ifPresent(origin -> json.writeStringProperty("origin", origin.word()));
      outgoing.reduced().ifPresent(reason -> json.writeStringProperty("reduced", reason));
      if (event.enrichmentText().isPresent()) {
        writeFailedEnrichers(json, event.enrichment().failed());
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writeFailedEnrichers(JsonGenerator json, List<String> failed) {
    if (!failed.isEmpty()) {
      json.writeName("enrichmentFailed");
      json.writeStartArray();
      failed.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private static void writeRaw(JsonGenerator json, String name, String value) {
    json.writeName(name);
    json.writeRawValue(value);
  }

  @Override
  public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    var id = messageId(request.first().event());
    var timestamp = Long.toString(now.getEpochSecond());
    return List.of(
        new Header("content-type", "application/json"),
        new Header("webhook-id", id),
        new Header("webhook-timestamp", timestamp),
        new Header("webhook-signature", signatures(id, timestamp, request.body(), secrets)));
  }

  /**
   * Returns the event's id as receivers see it: {@code msg_} and 32 hexadecimal digits, no dot in
   * it.
   */
  public static String messageId(WebhookEvent event) {
    return "msg_" + event.id().toString().replace("-", "");
  }

  static String signatures(String id, String timestamp, byte[] body, List<SigningSecret> secrets) {
    var signatures = new StringBuilder();
    for (SigningSecret secret : secrets) {
      if (!signatures.isEmpty()) {
        signatures.append(' ');
      }
      signatures.append("v1,").append(signature(id, timestamp, body, secret));
    }
    return signatures.toString();
  }

  private static String signature(String id, String timestamp, byte[] body, SigningSecret secret) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.key(), HMAC));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      // Every Java platform is required to have HmacSHA256, and a key of 24 to 64 bytes is always
      // valid.
      throw new IllegalStateException("HmacSHA256 is not available.", e);
    }
  }
}
