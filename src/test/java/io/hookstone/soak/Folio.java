package io.hookstone.soak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** An entity with a text of 64 Ki characters. */
@Entity(name = "Folio")
class Folio {

  private static final int LENGTH = 1 << 16;

  @Id @Nullable Long id;

  @Column(length = LENGTH)
  @Nullable String text;

  Folio() {}

  Folio(long id) {
    this.id = id;
    this.text = Long.toString(id % 10).repeat(LENGTH);
  }
}
