package io.hookstone.depot.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;

/** One entry in the stock book; never changed once written. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class InventoryTransaction implements DepotEntity {

  /** Why the stock changed. */
  public enum Kind {
    OPENING,
    RESERVE,
    RELEASE,
    ISSUE,
    RETURN,
    RECEIPT,
    ADJUSTMENT,
    TRANSFER
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Product product;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Kind kind;

  private int quantity;

  /** The paper behind the entry, such as {@code order 17}; text, because it may be purged. */
  private String reference;

  @Column(nullable = false)
  private Instant occurredAt;

  protected InventoryTransaction() {}

  public InventoryTransaction(
      Product product, Kind kind, int quantity, String reference, Instant occurredAt) {
    this.product = product;
    this.kind = kind;
    this.quantity = quantity;
    this.reference = reference;
    this.occurredAt = occurredAt;
  }

  @Override
  public Long id() {
    return id;
  }
}
