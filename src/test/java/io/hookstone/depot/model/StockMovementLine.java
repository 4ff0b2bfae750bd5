package io.hookstone.depot.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** One product of a stock movement. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class StockMovementLine implements DepotEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private StockMovement movement;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Product product;

  private int quantity;

  protected StockMovementLine() {}

  StockMovementLine(StockMovement movement, Product product, int quantity) {
    this.movement = movement;
    this.product = product;
    this.quantity = quantity;
  }

  @Override
  public Long id() {
    return id;
  }

  public Product product() {
    return product;
  }

  public int quantity() {
    return quantity;
  }
}
