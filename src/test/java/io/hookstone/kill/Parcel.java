package io.hookstone.kill;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** What the killed application keeps. */
@Entity(name = "Parcel")
class Parcel {

  @Id @Nullable String id;

  /** Unique, so that a transaction can fail in the middle of a JDBC batch. */
  @Column(unique = true)
  @Nullable String label;

  /** The transaction that wrote this state, by which a received state is recognised. */
  @Nullable String writtenBy;

  Parcel() {}

  Parcel(String id, String label, String writtenBy) {
    this.id = id;
    this.label = label;
    this.writtenBy = writtenBy;
  }
}
