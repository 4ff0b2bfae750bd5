package io.hookstone.seeds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.hookstone.capture.WebhookEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A stock book: items, and transactions of several of them at once. */
final class Stockroom {

  private Stockroom() {}

  /** A location, and a member of the team. */
  @Entity(name = "StockLocation")
  @Table(name = "seed_stock_location")
  static class StockLocation {
    @Id Long id = 0L;
    @Nullable String name;
    boolean deleted;

    StockLocation() {}

    StockLocation(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity(name = "Member")
  @Table(name = "seed_member")
  static class Member {
    @Id Long id = 0L;
    @Nullable String name;
    boolean deleted;

    Member() {}

    Member(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  /** An amount of the team's currency, stored as text. */
  record Money(BigDecimal amount) {}

  @Converter
  static class MoneyText implements AttributeConverter<Money, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Money money) {
      return money == null ? null : money.amount().toPlainString();
    }

    @Override
    public @Nullable Money convertToEntityAttribute(@Nullable String text) {
      return text == null ? null : new Money(new BigDecimal(text));
    }
  }

  /** What a team notes about its items; the type of the value is the team's choice. */
  static class Attribute {
    public long id;
    public String name = "";
    public String type = "";
    public @Nullable Object value;

    static Attribute of(long id, String name, String type, Object value) {
      var attribute = new Attribute();
      attribute.id = id;
      attribute.name = name;
      attribute.type = type;
      attribute.value = value;
      return attribute;
    }
  }

  @Entity(name = "Item")
  @Table(name = "seed_item")
  static class Item {
    @Id Long id = 0L;
    @Nullable String name;
    @JsonIgnore boolean deleted;
    @Nullable String sku;
    @Nullable String barcode;

    @JsonProperty("photo_url")
    @Nullable String photoUrl;

    @Convert(converter = MoneyText.class)
    @Nullable Money cost;

    @Convert(converter = MoneyText.class)
    @Nullable Money price;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Attribute> attrs = new ArrayList<>();
  }

  @Entity(name = "StockTransaction")
  @Table(name = "seed_stock_transaction")
  @WebhookEntity(name = "txs")
  static class StockTransaction {
    @Id Long id = 0L;

    @Version
    @JsonProperty("revision")
    int version;

    @Nullable String type;

    @ManyToOne(fetch = FetchType.LAZY)
    @JsonIgnore
    @Nullable StockLocation fromLocation;

    @ManyToOne(fetch = FetchType.LAZY)
    @JsonProperty("to_location")
    @Nullable StockLocation toLocation;

    @OneToMany(mappedBy = "transaction", cascade = CascadeType.ALL)
    @OrderBy("id")
    List<StockLine> lines = new ArrayList<>();

    @JsonProperty("transaction_time")
    @Nullable Instant transactionTime;

    @JsonProperty("created_at")
    @Nullable Instant createdAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JsonProperty("created_by")
    @Nullable Member createdBy;

    @JsonIgnore @Nullable String memo;
  }

  @Entity(name = "StockLine")
  @Table(name = "seed_stock_line")
  static class StockLine {
    @Id @GeneratedValue @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable StockTransaction transaction;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Item item;

    int quantity;
    @Nullable Integer fromLevel;
    int toLevel;

    StockLine() {}

    StockLine(Item item, int quantity, @Nullable Integer fromLevel, int toLevel) {
      this.item = item;
      this.quantity = quantity;
      this.fromLevel = fromLevel;
      this.toLevel = toLevel;
    }
  }

  static Class<?>[] entities() {
    return new Class<?>[] {
      StockLocation.class, Member.class, Item.class, StockTransaction.class, StockLine.class
    };
  }
}
