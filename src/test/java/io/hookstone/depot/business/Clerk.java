package io.hookstone.depot.business;

import io.hookstone.depot.model.Address;
import jakarta.persistence.PersistenceException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Does one piece of business after the other, by chance but repeatably: the same seed gives the
 * same business. Every clerk has a location, products and customers of their own, so that clerks at
 * work side by side do not change each other's outcome.
 *
 * <p>Confined to one thread.
 */
public final class Clerk {

  private static final List<String> CUSTOMERS = List.of("Ada", "Ben", "Cleo", "Dan", "Eve");
  private static final int PRODUCTS = 8;
  private static final int OPENING_STOCK = 400;
  private static final int MORE_THAN_ANY_STOCK = 1_000_000;
  private static final BigDecimal RISE = new BigDecimal("0.50");

  private record Activity(int weight, Runnable business) {}

  private final String name;
  private final Services services;
  private final Random random;
  private final int maxLines;
  private final List<Activity> activities = new ArrayList<>();
  private final List<Runnable> rollbacks = new ArrayList<>();
  private final int totalWeight;

  private final List<UUID> customers = new ArrayList<>();
  private final List<Long> products = new ArrayList<>();
  private String location = "";
  private String store = "";
  private final Deque<Long> unpaid = new ArrayDeque<>();
  private final Deque<Long> paid = new ArrayDeque<>();
  private final Deque<Long> canceled = new ArrayDeque<>();
  private final Deque<UUID> parcels = new ArrayDeque<>();
  private final Deque<UUID> underway = new ArrayDeque<>();
  private final Deque<Long> drafts = new ArrayDeque<>();
  private final Deque<Long> purchases = new ArrayDeque<>();
  private final Deque<Long> neverSold = new ArrayDeque<>();
  private int placed;
  private int counter;

  /**
   * @param maxLines the most lines that an order of this clerk has
   */
  public Clerk(String name, Services services, Random random, int maxLines) {
    this.name = name;
    this.services = services;
    this.random = random;
    this.maxLines = maxLines;
    planOrders();
    planStock();
    planCustomers();
    planRollbacks();
    this.totalWeight = activities.stream().mapToInt(Activity::weight).sum();
  }

  /** Sets up shop, and lets every kind of event and rollback happen once, however short the day. */
  public void open() {
    location = services.catalogue().openLocation(name + "-01", "Hall " + name);
    store = services.catalogue().openLocation(name + "-02", "Store " + name);
    for (int i = 1; i <= PRODUCTS; i++) {
      BigDecimal price = BigDecimal.valueOf(100 + random.nextInt(9_900), 2);
      products.add(services.catalogue().list(sku(), "Article " + i, price, OPENING_STOCK));
    }
    for (String firstName : CUSTOMERS) {
      String email = firstName.toLowerCase(Locale.ROOT) + "." + name + "@example.com";
      Address address = new Address(street(), "Springfield", "10001", "US");
      LocalDate since = LocalDate.of(2026, 1, 1 + random.nextInt(28));
      customers.add(
          services.customers().register(firstName + " " + name + ".", email, address, since));
    }
    // Each of these must leave no trace at any receiver.
    rollbacks.forEach(Clerk::attempt);
    serveTheFirstCustomer();
    stockUp();
  }

  /** The whole life of an order, with a parcel that nobody collects. */
  private void serveTheFirstCustomer() {
    placeOrder();
    Long order = unpaid.remove();
    services.orders().pay(order, true);
    services.orders().takeBack(services.orders().ship(order, location));
    UUID parcel = services.orders().ship(order, location);
    services.orders().collect(parcel, trackingCode());
    services.orders().deliver(parcel);
  }

  private void stockUp() {
    Long purchase = services.purchasing().draft("Supplier " + name, items(100));
    services.purchasing().place(purchase);
    services.purchasing().receive(purchase);
    services.catalogue().count(product(), 1);
    services.catalogue().transfer(product(), 1, location, store);
  }

  /** Orders placed and committed so far. */
  public int placed() {
    return placed;
  }

  /** Does the next piece of business; a refusal is part of it. */
  public void step() {
    int at = random.nextInt(totalWeight);
    for (Activity activity : activities) {
      at -= activity.weight();
      if (at < 0) {
        attempt(activity.business());
        return;
      }
    }
  }

  private void planOrders() {
    plan(30, this::placeOrder);
    plan(20, () -> settle(unpaid, paid, order -> services.orders().pay(order, true)));
    plan(16, this::ship);
    plan(10, () -> settle(parcels, underway, id -> services.orders().collect(id, trackingCode())));
    plan(7, () -> take(underway, services.orders()::deliver));
    plan(2, () -> take(parcels, id -> paid.add(services.orders().takeBack(id))));
    plan(6, () -> settle(unpaid, canceled, services.orders()::cancel));
    plan(3, () -> take(canceled, services.orders()::purge));
    plan(3, () -> peek(unpaid, services.orders()::dropLastLine));
  }

  private void planStock() {
    plan(3, () -> drafts.add(services.purchasing().draft("Supplier " + name, items(100))));
    plan(3, () -> settle(drafts, purchases, services.purchasing()::place));
    plan(2, () -> services.catalogue().count(product(), random.nextBoolean() ? 1 : -1));
    plan(2, () -> services.catalogue().transfer(product(), 1, location, store));
    plan(4, () -> take(purchases, services.purchasing()::receive));
    plan(2, () -> services.catalogue().reprice(product(), RISE));
    plan(2, () -> services.catalogue().toggleTag(product(), "sale"));
    plan(1, () -> services.catalogue().togglePicking(location));
    plan(2, () -> neverSold.add(services.catalogue().list(sku(), "Fad", BigDecimal.TEN, 0)));
    plan(2, () -> take(neverSold, services.catalogue()::delete));
    plan(2, () -> services.catalogue().draftAndDrop(sku(), random.nextBoolean()));
  }

  private void planCustomers() {
    plan(3, () -> services.customers().correctAddress(customer(), street()));
    plan(2, () -> services.customers().saveUnchanged(customer()));
    plan(2, () -> services.customers().signIn(customer(), ++counter));
  }

  private void planRollbacks() {
    plan(3, () -> peek(unpaid, order -> services.orders().pay(order, false)));
    rollbacks.add(() -> services.orders().quote(customer(), items(1)));
    rollbacks.add(this::orderTooMuch);
    rollbacks.add(() -> mustFail(() -> services.catalogue().editTwice(product(), RISE)));
    rollbacks.add(() -> mustFail(() -> services.catalogue().listAgain(product())));
    rollbacks.forEach(business -> plan(2, business));
  }

  private void plan(int weight, Runnable business) {
    activities.add(new Activity(weight, business));
  }

  private static void attempt(Runnable business) {
    try {
      business.run();
    } catch (Refusal refused) {
      // Rolled back, and told so by the transaction itself. Anything else stops the clerk.
    }
  }

  /** For business that the database refuses; its success would be an error of Depot. */
  private static void mustFail(Runnable business) {
    try {
      business.run();
    } catch (PersistenceException expected) {
      return;
    }
    throw new IllegalStateException("A transaction that had to fail was committed.");
  }

  private void placeOrder() {
    unpaid.add(services.orders().place(customer(), items(1)));
    placed++;
  }

  /** The first lines can be reserved, the last cannot. */
  private void orderTooMuch() {
    List<Orders.Item> items = new ArrayList<>(items(1));
    Orders.Item last = items.remove(items.size() - 1);
    items.add(new Orders.Item(last.productId(), MORE_THAN_ANY_STOCK));
    services.orders().place(customer(), items);
  }

  private void ship() {
    take(paid, order -> parcels.add(services.orders().ship(order, location)));
  }

  /** Moves the oldest paper of one pile to another, once the business with it has succeeded. */
  private <I> void settle(Deque<I> from, Deque<I> to, Consumer<I> business) {
    take(
        from,
        id -> {
          business.accept(id);
          to.add(id);
        });
  }

  /** Takes the oldest paper from a pile; without one there is always another order to place. */
  private <I> void take(Deque<I> pile, Consumer<I> business) {
    if (pile.isEmpty()) {
      placeOrder();
    } else {
      business.accept(pile.remove());
    }
  }

  private <I> void peek(Deque<I> pile, Consumer<I> business) {
    if (pile.isEmpty()) {
      placeOrder();
    } else {
      business.accept(pile.element());
    }
  }

  private List<Orders.Item> items(int lot) {
    List<Long> shuffled = new ArrayList<>(products);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 1 + random.nextInt(maxLines)).stream()
        .map(productId -> new Orders.Item(productId, lot * (1 + random.nextInt(5))))
        .toList();
  }

  private Long product() {
    return products.get(random.nextInt(products.size()));
  }

  private UUID customer() {
    return customers.get(random.nextInt(customers.size()));
  }

  private String trackingCode() {
    return name + "-P" + ++counter;
  }

  private String sku() {
    return name + "-" + (1000 + ++counter);
  }

  /** A new one every time, so that every correction is one. */
  private String street() {
    return ++counter + " Evergreen Terrace";
  }
}
