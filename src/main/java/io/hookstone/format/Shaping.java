package io.hookstone.format;

import io.hookstone.endpoint.PayloadShape;
import io.hookstone.event.WebhookEvent;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings events into the shape that an endpoint wants. Thread-safe.
 *
 * <p>The same event in the same shape is the same text for ever. Without a shape nothing is parsed
 * and nothing copied.
 */
public final class Shaping {

  private static final String SIZE = "size";

  private Shaping() {}

  /**
   * Returns an event in an endpoint's shape, whatever its size.
   *
   * <p>What is dropped is dropped also where the data is thin; the identifier is kept even where
   * {@code keep} does not name it.
   */
  public static OutgoingEvent shaped(WebhookEvent event, UUID deliveryId, PayloadShape shape) {
    return shape.whole()
        ? OutgoingEvent.whole(event, deliveryId)
        : shaped(event, deliveryId, shape, Optional.empty());
  }

  /**
   * Returns an event's request in an endpoint's shape: thin, with the mark {@code size}, where it
   * would be larger than {@link PayloadShape#maxBytes}. Even then it can be larger.
   */
  public static OutgoingRequest single(
      WebhookFormat format, WebhookEvent event, UUID deliveryId, PayloadShape shape) {
    var outgoing = shaped(event, deliveryId, shape);
    var body = format.body(outgoing);
    if (body.length <= shape.maxBytes()) {
      return OutgoingRequest.single(outgoing, body);
    }
    var reduced = shaped(event, deliveryId, shape.asThin(), Optional.of(SIZE));
    return OutgoingRequest.single(reduced, format.body(reduced));
  }

  private static OutgoingEvent shaped(
      WebhookEvent event, UUID deliveryId, PayloadShape shape, Optional<String> reduced) {
    var keep = keep(event, shape);
    var drop = shape.drop().isEmpty() ? null : Fields.of(shape.drop());
    return new OutgoingEvent(
        event,
        deliveryId,
        ShapedJson.data(event.data(), keep, drop, shape),
        shape.thin()
            ? Optional.empty()
            : event.changes().map(changes -> ShapedJson.changes(changes, keep, drop, shape)),
        reduced);
  }

  private static @Nullable Fields keep(WebhookEvent event, PayloadShape shape) {
    if (shape.thin()) {
      return Fields.of(Identifier.names(event));
    }
    if (shape.keep().isEmpty()) {
      return null;
    }
    var kept = new ArrayList<>(shape.keep());
    kept.addAll(Identifier.names(event));
    return Fields.of(kept);
  }
}
