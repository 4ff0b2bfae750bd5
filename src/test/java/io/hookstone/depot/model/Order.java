package io.hookstone.depot.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a customer ordered. Its id is an identity column, so it is inserted when persisted. */
@Entity
@Table(name = "orders")
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class Order implements DepotEntity {

  /** Where an order stands. */
  public enum Status {
    NEW,
    PAID,
    SHIPPED,
    CANCELED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Version private int version;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Customer customer;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Status status = Status.NEW;

  @Column(nullable = false)
  private Instant placedAt;

  private Instant paidAt;

  @Column(nullable = false, precision = 14, scale = 2)
  private BigDecimal total = BigDecimal.ZERO;

  @Column(nullable = false, length = 3)
  private String currency = "EUR";

  @Embedded private Address shippingAddress;

  @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("id")
  private List<OrderLine> lines = new ArrayList<>();

  protected Order() {}

  public Order(Customer customer, Instant placedAt) {
    this.customer = customer;
    this.placedAt = placedAt;
    this.shippingAddress = customer.address();
  }

  @Override
  public Long id() {
    return id;
  }

  public Status status() {
    return status;
  }

  public BigDecimal total() {
    return total;
  }

  public List<OrderLine> lines() {
    return List.copyOf(lines);
  }

  public OrderLine addLine(Product product, int quantity) {
    OrderLine line = new OrderLine(this, product, quantity);
    lines.add(line);
    total = total.add(line.amount());
    return line;
  }

  /** Takes the line out; orphan removal deletes its row. */
  public void dropLine(OrderLine line) {
    lines.remove(line);
    total = total.subtract(line.amount());
  }

  public void pay(Instant at) {
    status = Status.PAID;
    paidAt = at;
  }

  public void ship() {
    status = Status.SHIPPED;
  }

  /** Its parcel was canceled, so it waits for another one. */
  public void reopen() {
    status = Status.PAID;
  }

  public void cancel() {
    status = Status.CANCELED;
  }
}
