package io.hookstone.depot.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A place where stock lies. Its id is assigned and it has no version. */
@Entity
public class Location implements DepotEntity {

  @Id
  @Column(length = 20)
  private String id;

  @Column(nullable = false)
  private String name;

  private boolean openForPicking = true;

  protected Location() {}

  public Location(String id, String name) {
    this.id = id;
    this.name = name;
  }

  @Override
  public String id() {
    return id;
  }

  public boolean openForPicking() {
    return openForPicking;
  }

  /** Closes the location for stock-taking, or opens it again. */
  public void togglePicking() {
    openForPicking = !openForPicking;
  }
}
