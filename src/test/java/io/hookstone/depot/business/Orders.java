package io.hookstone.depot.business;

import io.hookstone.depot.model.Customer;
import io.hookstone.depot.model.InventoryTransaction;
import io.hookstone.depot.model.InventoryTransaction.Kind;
import io.hookstone.depot.model.Location;
import io.hookstone.depot.model.Order;
import io.hookstone.depot.model.OrderLine;
import io.hookstone.depot.model.Product;
import io.hookstone.depot.model.StockMovement;
import io.hookstone.depot.model.StockMovementLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The life of an order, from its placing to its parcel. */
public final class Orders {

  /** A product and how many of it. */
  record Item(Long productId, int quantity) {}

  private final Transactions transactions;

  public Orders(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Places an order and reserves its stock.
   *
   * @throws Refusal if the stock does not suffice, after some of it has been reserved and flushed
   */
  Long place(UUID customerId, List<Item> items) {
    return transactions.call(
        work -> {
          Order order = write(work, customerId, items);
          work.title("order " + order.id() + " placed");
          return order.id();
        });
  }

  /** What an order would cost, found by placing it and taking it back. */
  BigDecimal quote(UUID customerId, List<Item> items) {
    return transactions.call(
        work -> {
          Order order = write(work, customerId, items);
          work.flush();
          work.title("order " + order.id() + " quoted");
          work.discard();
          return order.total();
        });
  }

  /**
   * Pays an order.
   *
   * @throws Refusal if the bank declines, after the payment was flushed
   */
  void pay(Long orderId, boolean bankAgrees) {
    transactions.run(
        work -> {
          Order order = work.find(Order.class, orderId);
          work.title("order " + orderId + " paid");
          order.pay(transactions.now());
          work.noteUpdated(order);
          work.flush();
          if (!bankAgrees) {
            throw new Refusal("payment declined");
          }
        });
  }

  /** Takes the last line out of an order that has several; false if it has but one. */
  boolean dropLastLine(Long orderId) {
    return transactions.call(
        work -> {
          Order order = work.find(Order.class, orderId);
          List<OrderLine> lines = order.lines();
          if (lines.size() < 2) {
            work.title("order " + orderId + " looked at");
            return false;
          }
          work.title("order " + orderId + " shortened");
          OrderLine last = lines.get(lines.size() - 1);
          release(work, last, orderId);
          order.dropLine(last);
          work.noteDeleted(last);
          work.noteUpdated(order);
          return true;
        });
  }

  void cancel(Long orderId) {
    transactions.run(
        work -> {
          Order order = work.find(Order.class, orderId);
          work.title("order " + orderId + " canceled");
          order.lines().forEach(line -> release(work, line, orderId));
          order.cancel();
          work.noteUpdated(order);
        });
  }

  /** Deletes a canceled order; its lines go with it by cascade. */
  void purge(Long orderId) {
    transactions.run(
        work -> {
          Order order = work.find(Order.class, orderId);
          work.title("order " + orderId + " purged");
          order.lines().forEach(work::noteDeleted);
          work.remove(order);
        });
  }

  /** Picks the goods of a paid order at a location. */
  UUID ship(Long orderId, String locationId) {
    return transactions.call(
        work -> {
          Order order = work.find(Order.class, orderId);
          work.title("order " + orderId + " shipped");
          StockMovement movement = new StockMovement(order, work.find(Location.class, locationId));
          for (OrderLine line : order.lines()) {
            movement.addLine(line.product(), line.quantity());
            line.product().issue(line.quantity());
            work.noteUpdated(line.product());
            enter(work, line, Kind.ISSUE, orderId);
          }
          work.create(movement);
          movement.lines().forEach(work::noteCreated);
          order.ship();
          work.noteUpdated(order);
          return movement.id();
        });
  }

  /** The carrier took the parcel. */
  void collect(UUID movementId, String trackingCode) {
    transactions.run(
        work -> {
          StockMovement movement = work.find(StockMovement.class, movementId);
          work.title("parcel " + trackingCode + " collected");
          movement.collected(today(), trackingCode);
          work.noteUpdatedAs("stockMovement.shipped", movement);
        });
  }

  /** The customer has the parcel. */
  void deliver(UUID movementId) {
    transactions.run(
        work -> {
          StockMovement movement = work.find(StockMovement.class, movementId);
          work.title("parcel of order " + movement.order().id() + " received");
          movement.arrived(today());
          work.noteUpdatedAs("stockMovement.received", movement);
        });
  }

  /** Takes back a parcel that nobody collected; its order is to be shipped again. */
  Long takeBack(UUID movementId) {
    return transactions.call(
        work -> {
          StockMovement movement = work.find(StockMovement.class, movementId);
          Order order = movement.order();
          work.title("parcel of order " + order.id() + " canceled");
          for (StockMovementLine line : movement.lines()) {
            line.product().putBack(line.quantity());
            work.noteUpdated(line.product());
            enter(work, line.product(), line.quantity(), Kind.RETURN, order.id());
          }
          movement.cancel();
          work.noteUpdatedAs("stockMovement.canceled", movement);
          order.reopen();
          work.noteUpdated(order);
          return order.id();
        });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(transactions.now(), ZoneOffset.UTC);
  }

  private Order write(Work work, UUID customerId, List<Item> items) {
    Customer customer = work.find(Customer.class, customerId);
    work.title("order of " + customer.name());
    // The order is inserted here, empty and without a total: its id is an identity column.
    Order order = work.create(new Order(customer, transactions.now()));
    for (Item item : items) {
      Product product = work.find(Product.class, item.productId());
      if (product.available() < item.quantity()) {
        throw new Refusal("too little of " + product.sku());
      }
      product.reserve(item.quantity());
      work.noteUpdated(product);
      OrderLine line = order.addLine(product, item.quantity());
      work.flush();
      work.noteCreated(line);
      enter(work, line, Kind.RESERVE, order.id());
    }
    return order;
  }

  private void release(Work work, OrderLine line, Long orderId) {
    line.product().release(line.quantity());
    work.noteUpdated(line.product());
    enter(work, line, Kind.RELEASE, orderId);
  }

  private void enter(Work work, OrderLine line, Kind kind, Long orderId) {
    enter(work, line.product(), line.quantity(), kind, orderId);
  }

  private void enter(Work work, Product product, int quantity, Kind kind, Long orderId) {
    work.create(
        new InventoryTransaction(product, kind, quantity, "order " + orderId, transactions.now()));
  }
}
