package io.hookstone.delivery;

import io.hookstone.event.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The deliveries, for looking at and for sending again. Thread-safe; every call runs in a
 * transaction of its own.
 */
public interface Deliveries {

  /** Returns one page of deliveries, newest first. */
  Page<WebhookDelivery> list(DeliveryQuery query);

  /** Returns a delivery by its id. */
  Optional<WebhookDelivery> find(UUID deliveryId);

  /**
   * Returns the recorded attempts of a delivery, first to last; none for a success at the first
   * try.
   */
  List<WebhookAttempt> attempts(UUID deliveryId);

  /**
   * Sends a delivery again as soon as there is room, whatever its state, with the same id and body.
   * A failure goes on by the schedule, or is DEAD at once where the schedule is used up.
   *
   * @throws IllegalArgumentException if there is no such delivery, or its endpoint was removed
   */
  WebhookDelivery retry(UUID deliveryId);

  /**
   * Sends the DEAD deliveries of an endpoint again that were made since a time.
   *
   * @return how many
   */
  int retryFailedSince(UUID endpointId, Instant since);
}
