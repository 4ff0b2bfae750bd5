package io.hookstone.depot.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Goods on their way out of a location. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class StockMovement implements DepotEntity {

  /** Where a movement stands. */
  public enum Status {
    PICKED,
    SHIPPED,
    RECEIVED,
    CANCELED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @Version private int version;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Order order;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Location origin;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Status status = Status.PICKED;

  private LocalDate shippedOn;
  private LocalDate receivedOn;
  private String trackingCode;

  @OneToMany(mappedBy = "movement", cascade = CascadeType.ALL)
  private List<StockMovementLine> lines = new ArrayList<>();

  protected StockMovement() {}

  public StockMovement(Order order, Location origin) {
    this.order = order;
    this.origin = origin;
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String originId() {
    return origin.id();
  }

  public Order order() {
    return order;
  }

  public List<StockMovementLine> lines() {
    return List.copyOf(lines);
  }

  public void addLine(Product product, int quantity) {
    lines.add(new StockMovementLine(this, product, quantity));
  }

  public void collected(LocalDate on, String code) {
    status = Status.SHIPPED;
    shippedOn = on;
    trackingCode = code;
  }

  public void arrived(LocalDate on) {
    status = Status.RECEIVED;
    receivedOn = on;
  }

  /** Nobody collected it, and its goods go back to the shelf. */
  public void cancel() {
    status = Status.CANCELED;
  }
}
