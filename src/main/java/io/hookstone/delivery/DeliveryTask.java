package io.hookstone.delivery;

import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this node has claimed and is going to attempt. Immutable.
 *
 * @param attempts how many attempts were recorded when it was claimed; the outcome is only recorded
 *     while that still holds, so that a node that slept through its lease cannot overwrite a newer
 *     outcome
 * @param leaseUntil until when no other node attempts it
 */
public record DeliveryTask(
    UUID deliveryId,
    UUID endpointId,
    WebhookEvent event,
    int attempts,
    boolean manual,
    Instant leaseUntil) {

  /** Makes the task of a delivery that the caller holds under a lease. */
  public static DeliveryTask of(WebhookDelivery delivery, WebhookEvent event, Instant leaseUntil) {
    return new DeliveryTask(
        delivery.id(),
        delivery.endpointId(),
        event,
        delivery.attempts(),
        delivery.manual(),
        leaseUntil);
  }
}
