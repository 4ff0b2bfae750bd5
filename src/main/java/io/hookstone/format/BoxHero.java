package io.hookstone.format;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The {@code boxhero} format: the webhooks of BoxHero. Immutable.
 *
 * <p>Topics are {@code txs/new}, {@code txs/edit} and {@code txs/delete}. A {@code revision} in the
 * data goes with edits and deletes alone; of the rest, deletes carry ids only. Success is 200
 * alone, and there are up to three retries (Delivery &amp; Retry Behavior); when, it does not say,
 * so they are the first three of Standard Webhooks. It has no signature of its own, so requests
 * carry that of Standard Webhooks.
 */
public final class BoxHero implements WebhookFormat {

  /** The version of the payload's schema (Webhook Payload Structure). */
  private static final int VERSION = 1;

  private static final String REVISION = "revision";

  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30));

  @Override
  public String name() {
    return "boxhero";
  }

  @Override
  public byte[] body(OutgoingEvent outgoing) {
    return JsonBody.of(outgoing, body -> write(outgoing, body));
  }

  private void write(OutgoingEvent outgoing, JsonBody body) {
    var event = outgoing.event();
    body.text("id", StandardSignature.digits(event));
    body.text("topic", topic(event.type(), event.entity(), event.operation()));
    body.number("version", VERSION);
    body.raw("payload", payload(outgoing));
    body.text("created_time", Milliseconds.of(event.occurredAt()));
    body.markers(outgoing);
  }

  private static String payload(OutgoingEvent outgoing) {
    var event = outgoing.event();
    var data = outgoing.data();
    if (!event.type().equals(EventTypes.defaultType(event.entity(), event.operation()))) {
      return data;
    }
    return switch (event.operation()) {
      case CREATE -> withoutRevision(data);
      case UPDATE -> data;
      case DELETE -> identifiers(outgoing);
    };
  }

  /** Only edits and deletes have a revision; most data has none, and is not read for it. */
  private static String withoutRevision(String data) {
    return data.contains('"' + REVISION + "\":")
        ? RawObject.of(data).without(REVISION).text()
        : data;
  }

  private static String identifiers(OutgoingEvent outgoing) {
    var identifiers = Identifier.names(outgoing.event());
    return RawObject.of(outgoing.data())
        .only(name -> identifiers.contains(name) || name.equals(REVISION))
        .text();
  }

  @Override
  public String topic(String type, String entity, Operation operation) {
    if (!type.equals(EventTypes.defaultType(entity, operation))) {
      return type.replace('.', '/');
    }
    var name = type.substring(0, type.lastIndexOf('.'));
    return switch (operation) {
      case CREATE -> name + "/new";
      case UPDATE -> name + "/edit";
      case DELETE -> name + "/delete";
    };
  }

  @Override
  public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    return StandardSignature.headers("application/json", request, secrets, now);
  }

  @Override
  public boolean success(int status) {
    return status == 200;
  }

  @Override
  public boolean batches() {
    return false;
  }

  @Override
  public Optional<List<Duration>> retrySchedule() {
    return Optional.of(RETRIES);
  }
}
