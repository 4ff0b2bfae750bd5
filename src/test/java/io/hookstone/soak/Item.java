package io.hookstone.soak;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entity of the usual size: its event is about 600 bytes on the wire. */
@Entity(name = "Item")
class Item {

  @Id @Nullable Long id;
  @Nullable String sku;
  @Nullable String name;
  @Nullable String description;
  @Nullable BigDecimal price;
  int quantity;
  @Nullable Instant countedAt;

  Item() {}

  Item(long id) {
    this.id = id;
    this.sku = "SKU-%08d".formatted(id);
    this.name = "Item number " + id;
    this.description = "What a warehouse keeps, counts, moves, sells, and orders again. ".repeat(3);
    this.price = new BigDecimal("12.3400").add(BigDecimal.valueOf(id % 1_000));
    this.quantity = (int) (id % 500);
    this.countedAt = Instant.EPOCH.plusSeconds(1_700_000_000L + id);
  }
}
