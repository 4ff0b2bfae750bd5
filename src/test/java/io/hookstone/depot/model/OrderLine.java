package io.hookstone.depot.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** One product of an order. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class OrderLine implements DepotEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Order order;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Product product;

  private int quantity;

  @Column(nullable = false, precision = 12, scale = 2)
  private BigDecimal unitPrice;

  protected OrderLine() {}

  OrderLine(Order order, Product product, int quantity) {
    this.order = order;
    this.product = product;
    this.quantity = quantity;
    this.unitPrice = product.price();
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

  BigDecimal amount() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }
}
