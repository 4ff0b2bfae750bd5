package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hookstone.endpoint.Ed25519Secret;
import io.hookstone.endpoint.SigningSecret;
import io.hookstone.endpoint.SymmetricSecret;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The headers of Standard Webhooks 1.0.0 (Webhook headers, Signature scheme), which formats without
 * a signature of their own use too.
 *
 * <p>Signed are the exact bytes {@code id.timestamp.body}: {@code v1} with HMAC-SHA256, {@code v1a}
 * with Ed25519.
 */
final class StandardSignature {

  private StandardSignature() {}

  static List<Header> headers(
      String contentType, OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    var id = id(request);
    var timestamp = Long.toString(now.getEpochSecond());
    return List.of(
        new Header("content-type", contentType),
        new Header("webhook-id", id),
        new Header("webhook-timestamp", timestamp),
        new Header("webhook-signature", signatures(id, timestamp, request.body(), secrets)));
  }

  /** A batch has an id of its own, made of what is in it: the same events have the same id. */
  private static String id(OutgoingRequest request) {
    if (!request.batch()) {
      return messageId(request.first().event());
    }
    var ids = new StringBuilder();
    request.events().forEach(outgoing -> ids.append(outgoing.event().id()).append(' '));
    return "msg_"
        + HexFormat.of().formatHex(Sha256.hash(ids.toString().getBytes(UTF_8))).substring(0, 32);
  }

  static String messageId(WebhookEvent event) {
    return "msg_" + digits(event);
  }

  /** Returns the event's id as 32 hexadecimal digits. */
  static String digits(WebhookEvent event) {
    return event.id().toString().replace("-", "");
  }

  static String signatures(String id, String timestamp, byte[] body, List<SigningSecret> secrets) {
    var head = (id + "." + timestamp + ".").getBytes(UTF_8);
    var signatures = new StringBuilder();
    for (SigningSecret secret : secrets) {
      if (secret instanceof SymmetricSecret symmetric) {
        append(signatures, "v1,", Sha256.hmac(symmetric.key(), head, body));
      } else if (secret instanceof Ed25519Secret pair) {
        append(signatures, "v1a,", pair.sign(head, body));
      }
    }
    return signatures.toString();
  }

  private static void append(StringBuilder signatures, String version, byte[] signature) {
    if (!signatures.isEmpty()) {
      signatures.append(' ');
    }
    signatures.append(version).append(Base64.getEncoder().encodeToString(signature));
  }
}
