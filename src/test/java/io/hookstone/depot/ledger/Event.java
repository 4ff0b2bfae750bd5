package io.hookstone.depot.ledger;

import java.util.List;

/** What subscribers are told: an entity, and what happened to it. */
public record Event(EntityKey key, String type) {

  /** The event types of OpenBoxes Lift, which Depot has all of. */
  public static final List<String> OF_OPENBOXES =
      List.of(
          "inventory.adjusted",
          "inventory.received",
          "inventory.transferred",
          "stockMovement.created",
          "stockMovement.shipped",
          "stockMovement.received",
          "stockMovement.canceled",
          "purchaseOrder.created",
          "purchaseOrder.placed",
          "purchaseOrder.received",
          "product.created",
          "product.updated");

  @Override
  public String toString() {
    return key + " " + type;
  }
}
