package io.hookstone.seeds;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shop: orders of variants of products, in a currency, to addresses. */
final class Storefront {

  private Storefront() {}

  @Entity(name = "Currency")
  @Table(name = "seed_currency")
  static class Currency {
    @Id String code = "";
    String symbol = "";
  }

  @Entity(name = "Address")
  @Table(name = "seed_address")
  static class Address {
    @Id String id = "";
    String city = "";
    String postalCode = "";

    Address() {}

    Address(String id, String city, String postalCode) {
      this.id = id;
      this.city = city;
      this.postalCode = postalCode;
    }
  }

  @Entity(name = "User")
  @Table(name = "seed_user")
  static class User {
    @Id String id = "";
    String name = "";
    String email = "";
    String password = "";
  }

  @Entity(name = "Product")
  @Table(name = "seed_shop_product")
  static class Product {
    @Id String id = "";
    String title = "";
  }

  @Entity(name = "ProductVariant")
  @Table(name = "seed_variant")
  static class ProductVariant {
    @Id String id = "";
    String sku = "";
    String title = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Product product;
  }

  @Entity(name = "Order")
  @Table(name = "seed_order")
  static class Order {
    @Id String id = "";
    int displayId;
    String status = "pending";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable User user;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Currency currency;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Address shippingAddress;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Address billingAddress;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
    @OrderBy("id")
    List<OrderLineItem> lineItems = new ArrayList<>();
  }

  @Entity(name = "OrderLineItem")
  @Table(name = "seed_line_item")
  static class OrderLineItem {
    @Id @GeneratedValue @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Order order;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable ProductVariant variant;

    int quantity;
    BigDecimal total = BigDecimal.ZERO;
  }

  static Class<?>[] entities() {
    return new Class<?>[] {
      Currency.class,
      Address.class,
      User.class,
      Product.class,
      ProductVariant.class,
      Order.class,
      OrderLineItem.class
    };
  }
}
