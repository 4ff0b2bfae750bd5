package io.hookstone.depot.business;

import io.hookstone.depot.model.InventoryTransaction;
import io.hookstone.depot.model.InventoryTransaction.Kind;
import io.hookstone.depot.model.Location;
import io.hookstone.depot.model.Product;
import java.math.BigDecimal;

/** What is sold, and where it lies. */
public final class Catalogue {

  private final Transactions transactions;

  public Catalogue(Transactions transactions) {
    this.transactions = transactions;
  }

  String openLocation(String id, String name) {
    return transactions.call(
        work -> {
          work.title("location " + id + " opened");
          return work.create(new Location(id, name)).id();
        });
  }

  /** Closes the location for stock-taking, or opens it again. */
  void togglePicking(String locationId) {
    transactions.run(
        work -> {
          Location location = work.find(Location.class, locationId);
          location.togglePicking();
          work.title(
              "picking at " + locationId + (location.openForPicking() ? " resumed" : " stopped"));
          work.noteUpdated(location);
        });
  }

  Long list(String sku, String name, BigDecimal price, int openingStock) {
    return transactions.call(work -> add(work, sku, name, price, openingStock).id());
  }

  /** Fails when the flush at commit meets the unique key, after the entry was batched. */
  void listAgain(Long productId) {
    transactions.run(
        work -> {
          Product original = work.find(Product.class, productId);
          add(work, original.sku(), "Copy of " + original.sku(), original.price(), 1);
        });
  }

  void reprice(Long productId, BigDecimal rise) {
    transactions.run(
        work -> {
          Product product = work.find(Product.class, productId);
          work.title("price of " + product.sku() + " raised");
          // Twice with a flush between them: two UPDATE statements, one change.
          product.reprice(product.price().add(rise));
          work.flush();
          product.reprice(product.price().add(rise));
          work.noteUpdated(product);
        });
  }

  /** Somebody has counted, and the books were wrong. */
  void count(Long productId, int difference) {
    transactions.run(
        work -> {
          Product product = work.find(Product.class, productId);
          work.title("stock of " + product.sku() + " counted");
          product.receive(difference);
          work.noteUpdated(product);
          work.createAs(
              "inventory.adjusted", entry(product, Kind.ADJUSTMENT, difference, "stock-taking"));
        });
  }

  /** Moves goods from one location to another; how many there are stays the same. */
  void transfer(Long productId, int quantity, String from, String to) {
    transactions.run(
        work -> {
          Product product = work.find(Product.class, productId);
          work.title(quantity + " of " + product.sku() + " moved to " + to);
          work.createAs(
              "inventory.transferred", entry(product, Kind.TRANSFER, quantity, from + " to " + to));
        });
  }

  private InventoryTransaction entry(Product product, Kind kind, int quantity, String reference) {
    return new InventoryTransaction(product, kind, quantity, reference, transactions.now());
  }

  void toggleTag(Long productId, String tag) {
    transactions.run(
        work -> {
          Product product = work.find(Product.class, productId);
          work.title("tag '" + tag + "' toggled on " + product.sku());
          product.toggleTag(tag);
          work.noteUpdated(product);
        });
  }

  /** A draft that is dropped before anybody saw it: created and deleted in one transaction. */
  void draftAndDrop(String sku, boolean insertedFirst) {
    transactions.run(
        work -> {
          work.title("draft " + sku + " dropped");
          Product draft = work.create(new Product(sku, "Draft", BigDecimal.ONE));
          if (insertedFirst) {
            work.flush();
          }
          work.remove(draft);
        });
  }

  /** Deletes a product that was never stocked; the update before it is no event of its own. */
  void delete(Long productId) {
    transactions.run(
        work -> {
          Product product = work.find(Product.class, productId);
          work.title("product " + product.sku() + " deleted");
          product.discontinue();
          work.noteUpdated(product);
          work.flush();
          work.remove(product);
        });
  }

  /** Two people edit one product; the second commit fails on the version. */
  void editTwice(Long productId, BigDecimal rise) {
    transactions.run(
        work -> {
          Product product = work.find(Product.class, productId);
          work.title("name of " + product.sku() + " edited");
          reprice(productId, rise);
          product.rename(product.sku() + " (new name)");
          work.noteUpdated(product);
        });
  }

  private Product add(Work work, String sku, String name, BigDecimal price, int openingStock) {
    work.title("product " + sku + " listed");
    Product product = work.create(new Product(sku, name, price));
    if (openingStock > 0) {
      product.receive(openingStock);
      work.create(entry(product, Kind.OPENING, openingStock, "opening stock"));
    }
    return product;
  }
}
