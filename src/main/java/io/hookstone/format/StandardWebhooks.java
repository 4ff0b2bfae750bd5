package io.hookstone.format;

import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.List;

/**
 * The {@code standard} format: Standard Webhooks 1.0.0. Immutable.
 *
 * <p>Headers {@code webhook-id}, {@code webhook-timestamp} (unix seconds of the attempt) and {@code
 * webhook-signature}: for each valid secret {@code v1} (HMAC-SHA256) or {@code v1a} (Ed25519), a
 * comma and base64, newest first, separated by spaces. Any 2xx is success.
 */
public final class StandardWebhooks implements WebhookFormat {

  @Override
  public String name() {
    return "standard";
  }

  @Override
  public byte[] body(OutgoingEvent outgoing) {
    return JsonBody.of(outgoing, body -> write(outgoing, body));
  }

  private static void write(OutgoingEvent outgoing, JsonBody body) {
    var event = outgoing.event();
    body.text("type", event.type());
    body.text("timestamp", event.occurredAt().toString());
    body.raw("data", outgoing.data());
    body.text("id", messageId(event));
    event.tenantId().ifPresent(tenant -> body.text("tenantId", tenant));
    body.text("entity", event.entity());
    body.text("operation", event.operation().verb());
    body.text("transactionId", event.transactionId().toString());
    body.number("schemaVersion", WebhookEvent.SCHEMA_VERSION);
    event.revision().ifPresent(revision -> body.number("revision", revision));
    outgoing.changes().ifPresent(changes -> body.raw("changes", changes));
    if (event.previousUnknown()) {
      body.text("previous", "unknown");
    }
    body.markers(outgoing);
  }

  @Override
  public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    return StandardSignature.headers("application/json", request, secrets, now);
  }

  /**
   * Returns the event's id as receivers see it: {@code msg_} and 32 hexadecimal digits, no dot in
   * it.
   */
  public static String messageId(WebhookEvent event) {
    return StandardSignature.messageId(event);
  }
}
