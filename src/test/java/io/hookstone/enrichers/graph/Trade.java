package io.hookstone.enrichers.graph;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;

/** Orders and what belongs to them, with many kinds of mappings. */
final class Trade {

  private Trade() {}

  enum Size {
    SMALL,
    LARGE
  }

  @Embeddable
  static class Address {
    @Nullable String city;
    @ManyToOne @Nullable Country country;
  }

  @Entity(name = "Country")
  static class Country {
    @Id String code = "";
    @Nullable String name;
  }

  @Entity(name = "Buyer")
  @Table(name = "trade_buyer")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Buyer {
    @Id @GeneratedValue @Nullable Long id;
    @Nullable String name;
    @Nullable String email;
    @Nullable String password;
    @Embedded @Nullable Address address;

    @OneToMany(mappedBy = "buyer")
    List<Purchase> purchases = new ArrayList<>();
  }

  @Entity(name = "Company")
  static class Company extends Buyer {
    @Nullable String vat;
  }

  @Entity(name = "Purchase")
  @Table(name = "trade_purchase")
  static class Purchase {
    @Id @GeneratedValue @Nullable Long id;
    @Version int version;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Buyer buyer;

    @OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("quantity desc")
    List<Line> lines = new ArrayList<>();

    @OneToOne(mappedBy = "purchase", cascade = CascadeType.ALL)
    @Nullable Receipt receipt;

    @ElementCollection Set<String> tags = new HashSet<>();
    @ElementCollection @OrderColumn List<String> notes = new ArrayList<>();
    @ElementCollection Map<String, BigDecimal> fees = new HashMap<>();
    @ManyToMany @OrderColumn List<Item> gifts = new ArrayList<>();

    void add(Line line) {
      line.purchase = this;
      lines.add(line);
    }
  }

  @Entity(name = "Line")
  @Table(name = "trade_line")
  static class Line {
    @Id @GeneratedValue @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Purchase purchase;

    @ManyToOne @Nullable Item item;
    int quantity;
    BigDecimal price = new BigDecimal("0.00");
  }

  @Entity(name = "Item")
  @Table(name = "trade_item")
  static class Item {
    @EmbeddedId ItemId id = new ItemId();
    @Nullable String name;

    @Enumerated(EnumType.ORDINAL)
    Size size = Size.LARGE;

    @Convert(converter = Upper.class)
    @Nullable String code;

    @Nullable LocalDate since;

    @OneToMany(mappedBy = "item")
    Set<Label> labels = new HashSet<>();
  }

  @jakarta.persistence.Converter
  static class Upper implements jakarta.persistence.AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String attribute) {
      return attribute == null ? "" : "db:" + attribute;
    }

    @Override
    public String convertToEntityAttribute(String column) {
      return column.substring(Math.min(3, column.length()));
    }
  }

  @Embeddable
  static class ItemId implements Serializable {
    private static final long serialVersionUID = 1L;
    String shop = "";
    int number;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ItemId id && id.shop.equals(shop) && id.number == number;
    }

    @Override
    public int hashCode() {
      return shop.hashCode() + number;
    }
  }

  @Entity(name = "Label")
  @Table(name = "trade_label")
  @SoftDelete
  static class Label {
    @Id @GeneratedValue @Nullable Long id;
    @ManyToOne @Nullable Item item;
    @Nullable String text;
  }

  @Entity(name = "Receipt")
  static class Receipt {
    @Id @GeneratedValue @Nullable Long id;
    @OneToOne @Nullable Purchase purchase;
    @Nullable String number;
  }

  static class SeatId implements Serializable {
    private static final long serialVersionUID = 1L;
    String hall = "";
    int place;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SeatId id && id.hall.equals(hall) && id.place == place;
    }

    @Override
    public int hashCode() {
      return hall.hashCode() + place;
    }
  }

  @Entity(name = "Seat")
  @IdClass(SeatId.class)
  static class Seat {
    @Id String hall = "";
    @Id int place;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Buyer buyer;
  }

  static Class<?>[] entities() {
    return new Class<?>[] {
      Country.class,
      Buyer.class,
      Company.class,
      Purchase.class,
      Line.class,
      Item.class,
      Label.class,
      Receipt.class,
      Seat.class
    };
  }

  static Item item(int number, String name) {
    var item = new Item();
    item.id.shop = "s";
    item.id.number = number;
    item.name = name;
    item.code = "c" + number;
    item.since = LocalDate.of(2026, 11, 21);
    return item;
  }

  static Line line(Item item, int quantity, String price) {
    var line = new Line();
    line.item = item;
    line.quantity = quantity;
    line.price = new BigDecimal(price);
    return line;
  }
}
