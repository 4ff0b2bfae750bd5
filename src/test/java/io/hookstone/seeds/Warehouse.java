package io.hookstone.seeds;

import io.hookstone.capture.WebhookIgnore;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Stock movements as an application would map them that has never heard of webhooks. */
final class Warehouse {

  private Warehouse() {}

  enum Status {
    PENDING,
    SHIPPED
  }

  @Entity(name = "Location")
  @Table(name = "seed_location")
  static class Location {
    @Id String id = "";
    @Nullable String name;
    boolean active = true;

    Location() {}

    Location(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity(name = "Product")
  @Table(name = "seed_product")
  static class Product {
    @Id String id = "";
    @Nullable String name;
    @Nullable String productCode;

    Product() {}

    Product(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity(name = "StockMovement")
  @Table(name = "seed_movement")
  static class StockMovement {
    @Id String id = "";
    @TenantId @WebhookIgnore @Nullable String tenant;
    @Nullable String identifier;
    @Nullable String name;

    @Enumerated(EnumType.STRING)
    Status status = Status.PENDING;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Location origin;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Location destination;

    @Nullable Instant dateShipped;

    @OneToMany(mappedBy = "movement", cascade = CascadeType.ALL)
    @OrderBy("id")
    List<MovementLine> lines = new ArrayList<>();
  }

  @Entity(name = "MovementLine")
  @Table(name = "seed_movement_line")
  static class MovementLine {
    @Id @GeneratedValue @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable StockMovement movement;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Product product;

    int quantity;
  }

  static Class<?>[] entities() {
    return new Class<?>[] {Location.class, Product.class, StockMovement.class, MovementLine.class};
  }
}
