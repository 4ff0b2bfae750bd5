package io.hookstone.depot.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.UUID;

/** One product of a purchase order. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class PurchaseOrderLine implements DepotEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private PurchaseOrder purchaseOrder;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Product product;

  private int quantity;

  protected PurchaseOrderLine() {}

  PurchaseOrderLine(PurchaseOrder purchaseOrder, Product product, int quantity) {
    this.purchaseOrder = purchaseOrder;
    this.product = product;
    this.quantity = quantity;
  }

  @Override
  public UUID id() {
    return id;
  }

  public Product product() {
    return product;
  }

  public int quantity() {
    return quantity;
  }
}
