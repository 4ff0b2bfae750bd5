package io.hookstone.capture.model;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OrderColumn;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SortNatural;
import org.hibernate.annotations.Type;
import org.hibernate.metamodel.spi.ValueAccess;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.CompositeUserType;
import org.hibernate.usertype.UserType;

/** Types of the application's own, and collections that are less common. */
public final class OwnTypes {

  private OwnTypes() {}

  /** Knows how to be stored, and nothing else. */
  public static final class Isbn implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String digits;

    public Isbn(String digits) {
      this.digits = digits;
    }
  }

  /** Stores an {@link Isbn}. */
  public static final class IsbnType implements UserType<Isbn> {
    @Override
    public int getSqlType() {
      return Types.VARCHAR;
    }

    @Override
    public Class<Isbn> returnedClass() {
      return Isbn.class;
    }

    @Override
    public boolean equals(Isbn one, Isbn other) {
      return one == other || (one != null && other != null && one.digits.equals(other.digits));
    }

    @Override
    public int hashCode(Isbn isbn) {
      return isbn.digits.hashCode();
    }

    @Override
    public Isbn nullSafeGet(ResultSet row, int position, WrapperOptions options)
        throws SQLException {
      var digits = row.getString(position);
      return digits == null ? null : new Isbn(digits);
    }

    @Override
    public void nullSafeSet(PreparedStatement to, Isbn isbn, int index, WrapperOptions options)
        throws SQLException {
      to.setString(index, isbn == null ? null : isbn.digits);
    }

    @Override
    public Isbn deepCopy(Isbn isbn) {
      return isbn;
    }

    @Override
    public boolean isMutable() {
      return false;
    }

    @Override
    public Serializable disassemble(Isbn isbn) {
      return isbn.digits;
    }

    @Override
    public Isbn assemble(Serializable cached, Object owner) {
      return new Isbn((String) cached);
    }
  }

  /** A value of another library, which is no embeddable. */
  public static final class Amount {
    private final BigDecimal value;
    private final String unit;

    public Amount(BigDecimal value, String unit) {
      this.value = value;
      this.unit = unit;
    }
  }

  /** Stores an {@link Amount} in three columns. */
  public static final class AmountType implements CompositeUserType<Amount> {

    /** Describes the columns. */
    public static class Mapper {
      public String unit;

      @Column(name = "amount_number", precision = 20, scale = 4)
      public BigDecimal number;

      public String margin;
    }

    @Override
    public Object getPropertyValue(Amount amount, int property) {
      // In the alphabetical order of the mapper's attributes.
      return switch (property) {
        case 0 -> "private";
        case 1 -> amount.value;
        default -> amount.unit;
      };
    }

    @Override
    public Amount instantiate(ValueAccess values) {
      return new Amount(values.getValue(1, BigDecimal.class), values.getValue(2, String.class));
    }

    @Override
    public Class<?> embeddable() {
      return Mapper.class;
    }

    @Override
    public Class<Amount> returnedClass() {
      return Amount.class;
    }

    @Override
    public boolean equals(Amount one, Amount other) {
      return one == other
          || (one != null
              && other != null
              && one.value.compareTo(other.value) == 0
              && Objects.equals(one.unit, other.unit));
    }

    @Override
    public int hashCode(Amount amount) {
      return Objects.hashCode(amount.unit);
    }

    @Override
    public Amount deepCopy(Amount amount) {
      return amount;
    }

    @Override
    public boolean isMutable() {
      return false;
    }

    @Override
    public Serializable disassemble(Amount amount) {
      return new Object[] {amount.value, amount.unit};
    }

    @Override
    public Amount assemble(Serializable cached, Object owner) {
      var parts = (Object[]) cached;
      return new Amount((BigDecimal) parts[0], (String) parts[1]);
    }

    @Override
    public Amount replace(Amount detached, Amount managed, Object owner) {
      return detached;
    }
  }

  /** Stored as a letter. */
  public enum Grade {
    GOOD("g"),
    POOR("p");

    @EnumeratedValue private final String letter;

    Grade(String letter) {
      this.letter = letter;
    }

    public String letter() {
      return letter;
    }
  }

  /** A record as an embeddable, with an association. */
  @Embeddable
  public record Seat(String bank, int place, @ManyToOne Typed neighbour) {}

  /** An embeddable that fills one JSON column. */
  @Embeddable
  public static class Settings {
    public String theme;
    public Integer size;
    public String apiToken;
  }

  /** Has all of them. */
  @Entity(name = "Typed")
  public static class Typed {
    @Id public Long id;

    @Type(IsbnType.class)
    public Isbn isbn;

    @CompositeType(AmountType.class)
    public Amount amount;

    @Enumerated(EnumType.STRING)
    public Grade grade;

    @Embedded public Seat seat;

    @Embedded
    @JdbcTypeCode(SqlTypes.JSON)
    public Settings settings;

    @ElementCollection @OrderColumn public String[] verses;
    @ElementCollection @SortNatural public SortedSet<String> sorted = new TreeSet<>();

    @ElementCollection
    @MapKeyEnumerated(EnumType.STRING)
    public Map<Grade, Integer> counts = new EnumMap<>(Grade.class);

    @ElementCollection
    @Type(IsbnType.class)
    public List<Isbn> isbns = new ArrayList<>();

    protected Typed() {}

    public Typed(long id) {
      this.id = id;
    }
  }
}
