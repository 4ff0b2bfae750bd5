package io.hookstone.depot.business;

import io.hookstone.depot.model.InventoryTransaction;
import io.hookstone.depot.model.InventoryTransaction.Kind;
import io.hookstone.depot.model.Product;
import io.hookstone.depot.model.PurchaseOrder;
import io.hookstone.depot.model.PurchaseOrderLine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Stock comes in by purchase orders. */
public final class Purchasing {

  private static final int DELIVERY_DAYS = 3;

  private final Transactions transactions;

  public Purchasing(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Drafts a purchase order, which is yet to be placed. */
  Long draft(String supplier, List<Orders.Item> items) {
    return transactions.call(
        work -> {
          LocalDate today = LocalDate.ofInstant(transactions.now(), ZoneOffset.UTC);
          PurchaseOrder purchase = new PurchaseOrder(supplier, today.plusDays(DELIVERY_DAYS));
          for (Orders.Item item : items) {
            purchase.addLine(work.find(Product.class, item.productId()), item.quantity());
          }
          work.create(purchase);
          purchase.lines().forEach(work::noteCreated);
          work.title("purchase " + purchase.id() + " drafted");
          return purchase.id();
        });
  }

  void place(Long purchaseId) {
    transactions.run(
        work -> {
          PurchaseOrder purchase = work.find(PurchaseOrder.class, purchaseId);
          work.title("purchase " + purchaseId + " placed");
          purchase.place();
          work.noteUpdatedAs("purchaseOrder.placed", purchase);
        });
  }

  void receive(Long purchaseId) {
    transactions.run(
        work -> {
          PurchaseOrder purchase = work.find(PurchaseOrder.class, purchaseId);
          work.title("purchase " + purchaseId + " received");
          for (PurchaseOrderLine line : purchase.lines()) {
            line.product().receive(line.quantity());
            work.noteUpdated(line.product());
            work.createAs(
                "inventory.received",
                new InventoryTransaction(
                    line.product(),
                    Kind.RECEIPT,
                    line.quantity(),
                    "purchase " + purchaseId,
                    transactions.now()));
          }
          purchase.received(transactions.now());
          work.noteUpdatedAs("purchaseOrder.received", purchase);
        });
  }
}
