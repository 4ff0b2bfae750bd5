package io.hookstone.capture.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with a long text. */
@Entity(name = "Document")
public class Document {

  public static final int LENGTH = 1 << 17;

  @Id public Long id;

  @Column(length = LENGTH)
  public String text;

  protected Document() {}

  public Document(long id) {
    this.id = id;
    fill((int) (id % 10));
  }

  /** Replaces the text by one of a digit. */
  public final void fill(int digit) {
    text = String.valueOf(digit).repeat(LENGTH);
  }
}
