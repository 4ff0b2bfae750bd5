package io.hookstone.capture.data;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What the repository keeps. */
@Entity(name = "Volume")
public class Volume {
  @Id public Long id;
  public String title;
  public int pages;

  protected Volume() {}

  public Volume(long id, String title, int pages) {
    this.id = id;
    this.title = title;
    this.pages = pages;
  }
}
