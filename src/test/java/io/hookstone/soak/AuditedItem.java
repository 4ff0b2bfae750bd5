package io.hookstone.soak;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** A small entity that Envers audits. */
@Audited
@Entity(name = "AuditedItem")
class AuditedItem {

  @Id @Nullable Long id;
  @Nullable String name;
  int quantity;

  AuditedItem() {}

  AuditedItem(long id) {
    this.id = id;
    this.name = "Item number " + id;
    this.quantity = (int) (id % 500);
  }
}
