package io.hookstone.delivery;

import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A delivery that this node has claimed and is going to attempt. Immutable.
 *
 * @param attempts how many attempts were recorded when it was claimed; the outcome is only recorded
 *     while that still holds, so that a node that slept through its lease cannot overwrite a newer
 *     outcome
 * @param leaseUntil until when no other node attempts it
 * @param alone whether it is kept out of batches, because it may be what a receiver cannot take
 */
public record DeliveryTask(
    UUID deliveryId,
    UUID endpointId,
    WebhookEvent event,
    int attempts,
    boolean manual,
    Instant leaseUntil,
    boolean alone) {

  /** After so many failures, whatever they were, a delivery is kept out of batches. */
  private static final int ATTEMPTS_WITH_OTHERS = 2;

  /** What 4xx statuses say of the moment and not of the request (RFC 9110, 15.5; RFC 6585, 4). */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  /** Makes the task of a delivery that the caller holds under a lease. */
  public static DeliveryTask of(WebhookDelivery delivery, WebhookEvent event, Instant leaseUntil) {
    return new DeliveryTask(
        delivery.id(),
        delivery.endpointId(),
        event,
        delivery.attempts(),
        delivery.manual(),
        leaseUntil,
        alone(delivery.attempts(), delivery.responseStatus().orElse(0)));
  }

  /**
   * Whether a delivery is kept out of batches: after a refusal, and after two failures of any kind.
   *
   * @param status of the last response; zero without one
   */
  static boolean alone(int attempts, int status) {
    boolean refused = status >= 400 && status < 500 && !PASSING.contains(status);
    return attempts >= ATTEMPTS_WITH_OTHERS || (attempts > 0 && refused);
  }
}
