package io.hookstone.depot.business;

/** Depot's services, which clerks share. */
public record Services(
    Catalogue catalogue, Customers customers, Orders orders, Purchasing purchasing) {

  public static Services on(Transactions transactions) {
    return new Services(
        new Catalogue(transactions),
        new Customers(transactions),
        new Orders(transactions),
        new Purchasing(transactions));
  }
}
