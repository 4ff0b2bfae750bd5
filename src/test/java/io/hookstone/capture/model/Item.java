package io.hookstone.capture.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The plainest entity: an assigned id, no version. */
@Entity(name = "Item")
public class Item {
  @Id public Long id;

  @Column(unique = true)
  public String name;

  public Integer quantity;

  protected Item() {}

  public Item(long id, String name) {
    this.id = id;
    this.name = name;
  }
}
