package io.hookstone.format;

import io.hookstone.event.WebhookEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as one endpoint is to see it, whatever the format. Immutable.
 *
 * @param event the record
 * @param deliveryId the delivery that is being made
 * @param data the record's data in the endpoint's shape, a JSON object
 * @param changes the record's changes in the endpoint's shape, a JSON object, if it has any
 * @param reduced why the data is less than the endpoint asked for, such as {@code size}
 */
public record OutgoingEvent(
    WebhookEvent event,
    UUID deliveryId,
    String data,
    Optional<String> changes,
    Optional<String> reduced) {

  /** Returns an event with all that its record has. */
  public static OutgoingEvent whole(WebhookEvent event, UUID deliveryId) {
    return new OutgoingEvent(event, deliveryId, event.data(), event.changes(), Optional.empty());
  }

  /** Names the event without its content. */
  @Override
  public String toString() {
    return "OutgoingEvent[" + event + ", delivery=" + deliveryId + "]";
  }
}
