package io.hookstone.depot.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What Depot orders from a supplier. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class PurchaseOrder implements DepotEntity {

  /** Where a purchase order stands. */
  public enum Status {
    DRAFT,
    PLACED,
    RECEIVED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private Long id;

  @Version private int version;

  @Column(nullable = false)
  private String supplier;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Status status = Status.DRAFT;

  @Column(nullable = false)
  private LocalDate expectedOn;

  private Instant receivedAt;

  @OneToMany(mappedBy = "purchaseOrder", cascade = CascadeType.ALL)
  private List<PurchaseOrderLine> lines = new ArrayList<>();

  protected PurchaseOrder() {}

  public PurchaseOrder(String supplier, LocalDate expectedOn) {
    this.supplier = supplier;
    this.expectedOn = expectedOn;
  }

  @Override
  public Long id() {
    return id;
  }

  public List<PurchaseOrderLine> lines() {
    return List.copyOf(lines);
  }

  public void addLine(Product product, int quantity) {
    lines.add(new PurchaseOrderLine(this, product, quantity));
  }

  /** The supplier has it. */
  public void place() {
    status = Status.PLACED;
  }

  public void received(Instant at) {
    status = Status.RECEIVED;
    receivedAt = at;
  }
}
