package io.hookstone.depot.model;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** Something that is stocked and sold. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class Product implements DepotEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private Long id;

  @Version private int version;

  @Column(nullable = false, unique = true)
  private String sku;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false, precision = 12, scale = 2)
  private BigDecimal price;

  private int onHand;
  private int reserved;
  private boolean active = true;

  @ElementCollection private Set<String> tags = new HashSet<>();

  protected Product() {}

  public Product(String sku, String name, BigDecimal price) {
    this.sku = sku;
    this.name = name;
    this.price = price;
  }

  @Override
  public Long id() {
    return id;
  }

  public String sku() {
    return sku;
  }

  public BigDecimal price() {
    return price;
  }

  public int available() {
    return onHand - reserved;
  }

  public void reserve(int quantity) {
    reserved += quantity;
  }

  public void release(int quantity) {
    reserved -= quantity;
  }

  /** Takes reserved stock off the shelf. */
  public void issue(int quantity) {
    reserved -= quantity;
    onHand -= quantity;
  }

  /** Puts goods back that had been taken for an order, which still waits for them. */
  public void putBack(int quantity) {
    reserved += quantity;
    onHand += quantity;
  }

  public void receive(int quantity) {
    onHand += quantity;
  }

  public void reprice(BigDecimal newPrice) {
    price = newPrice;
  }

  public void rename(String newName) {
    name = newName;
  }

  public void discontinue() {
    active = false;
  }

  /** Adds the tag, or removes it where it is set already. */
  public void toggleTag(String tag) {
    if (!tags.remove(tag)) {
      tags.add(tag);
    }
  }
}
