package io.hookstone.format;

import io.hookstone.endpoint.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The {@code openboxes} format: the webhooks of OpenBoxes Lift. Immutable.
 *
 * <p>The header {@code X-Webhook-Signature} has {@code sha256=} and the HMAC-SHA256 of the body in
 * hexadecimal digits, with the secret's characters as the key. Any 2xx is success; retries after 1
 * min, 5 min, 30 min, 2 h and 12 h (Retry Policy); https only (Best Practices).
 */
public final class OpenBoxes implements TextSigned {

  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(12));

  @Override
  public String name() {
    return "openboxes";
  }

  @Override
  public byte[] body(OutgoingEvent outgoing) {
    return JsonBody.of(outgoing, body -> write(outgoing, body));
  }

  private static void write(OutgoingEvent outgoing, JsonBody body) {
    var event = outgoing.event();
    body.text("id", "evt-" + StandardSignature.digits(event));
    body.text("type", event.type());
    body.text("timestamp", event.occurredAt().toString());
    event.tenantId().ifPresent(tenant -> body.text("tenantId", tenant));
    body.raw("data", outgoing.data());
    body.markers(outgoing);
  }

  @Override
  public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    return List.of(
        new Header("Content-Type", "application/json"),
        new Header(
            "X-Webhook-Signature", Sha256.textSignature(request.body(), secrets, this::accepts)));
  }

  @Override
  public Optional<List<Duration>> retrySchedule() {
    return Optional.of(RETRIES);
  }

  @Override
  public boolean httpsOnly() {
    return true;
  }
}
