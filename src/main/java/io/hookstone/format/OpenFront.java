package io.hookstone.format;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.EventTypes;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The {@code openfront} format: the webhooks of Openfront. Immutable.
 *
 * <p>The header {@code X-OpenFront-Webhook-Signature} has {@code sha256=} and the HMAC-SHA256 of
 * the body in hexadecimal digits, with the secret's characters as the key; others repeat topic,
 * entity, operation and delivery. Updates carry the data before them. Any 2xx is success.
 */
public final class OpenFront implements TextSigned {

  @Override
  public String name() {
    return "openfront";
  }

  @Override
  public byte[] body(OutgoingEvent outgoing) {
    return JsonBody.of(outgoing, body -> write(outgoing, body));
  }

  private static void write(OutgoingEvent outgoing, JsonBody body) {
    var event = outgoing.event();
    body.text("event", verb(event));
    body.text("timestamp", Milliseconds.of(event.occurredAt()));
    body.text("listKey", event.entity());
    body.text("operation", event.operation().verb());
    body.raw("data", outgoing.data());
    if (event.operation() == Operation.UPDATE && outgoing.changes().isPresent()) {
      var previous = PreviousData.of(outgoing, outgoing.changes().get());
      body.raw("previousData", previous.data());
      body.raw("changes", previous.changes());
    }
    body.markers(outgoing);
  }

  /** The topic with the raw verb: {@code order.create}. A business event has no verb. */
  private static String verb(WebhookEvent event) {
    var topic = withoutSeparators(event.type());
    return event.type().equals(EventTypes.defaultType(event.entity(), event.operation()))
        ? topic.substring(0, topic.lastIndexOf('.') + 1) + event.operation().verb()
        : topic;
  }

  @Override
  public String topic(String type, String entity, Operation operation) {
    return withoutSeparators(type);
  }

  /** Beside the dot, event types have no separator but the underscore. */
  private static String withoutSeparators(String type) {
    return type.replace("_", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    var outgoing = request.first();
    var event = outgoing.event();
    return List.of(
        new Header("Content-Type", "application/json"),
        new Header(
            "X-OpenFront-Webhook-Signature",
            Sha256.textSignature(request.body(), secrets, this::accepts)),
        new Header("X-OpenFront-Topic", topic(event.type(), event.entity(), event.operation())),
        new Header("X-OpenFront-ListKey", event.entity()),
        new Header("X-OpenFront-Operation", event.operation().verb()),
        new Header("X-OpenFront-Delivery-ID", outgoing.deliveryId().toString()));
  }

  @Override
  public boolean batches() {
    return false;
  }
}
