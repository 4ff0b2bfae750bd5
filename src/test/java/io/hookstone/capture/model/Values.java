package io.hookstone.capture.model;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;

/** One property per basic type; every one may be null. */
@Entity(name = "Sample")
public class Values {

  /** Says something else than its name. */
  public enum Grade {
    FINE,
    POOR;

    @Override
    public String toString() {
      return "grade " + name().charAt(0);
    }
  }

  /** A type of the application's own, stored as text. */
  public record Money(BigDecimal amount, String currency) {
    /** What a careless serializer would call. */
    public String getInternals() {
      return "a getter was called";
    }
  }

  /** Stores {@link Money} as {@code 12.50 EUR}. */
  public static class MoneyConverter implements AttributeConverter<Money, String> {
    @Override
    public String convertToDatabaseColumn(Money money) {
      return money == null ? null : money.amount() + " " + money.currency();
    }

    @Override
    public Money convertToEntityAttribute(String text) {
      if (text == null) {
        return null;
      }
      int space = text.indexOf(' ');
      return new Money(new BigDecimal(text.substring(0, space)), text.substring(space + 1));
    }
  }

  /** A type of the application's own, stored as bytes. */
  public record Sealed(String content) {
    public String getInternals() {
      return "a getter was called";
    }
  }

  /** Stores {@link Sealed} as bytes. */
  public static class SealedConverter implements AttributeConverter<Sealed, byte[]> {
    @Override
    public byte[] convertToDatabaseColumn(Sealed sealed) {
      return sealed == null
          ? null
          : sealed.content().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Sealed convertToEntityAttribute(byte[] bytes) {
      return bytes == null
          ? null
          : new Sealed(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** Stored by Java serialization. */
  public static class Session implements Serializable {
    private static final long serialVersionUID = 1L;

    public String getInternals() {
      return "a getter was called";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Session;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Id public Long id;

  @Column(precision = 20, scale = 4)
  public BigDecimal decimal;

  @Column(precision = 38, scale = 0)
  public BigInteger bigInteger;

  public Long bigLong;
  public Integer integer;
  public Short small;
  public Byte tiny;
  public Double real;
  public Float single;
  public Boolean flag;
  public boolean primitive;
  public Character letter;
  public UUID uuid;

  @Enumerated(EnumType.ORDINAL)
  public Grade byOrdinal;

  @Enumerated(EnumType.STRING)
  public Grade byName;

  public List<Grade> grades;
  public String[] words;
  public int[] numbers;

  public Instant instant;
  public LocalDate localDate;
  public LocalTime localTime;
  public LocalDateTime localDateTime;
  public OffsetDateTime offsetDateTime;
  public OffsetTime offsetTime;
  public ZonedDateTime zonedDateTime;
  public ZoneId zone;
  public ZoneOffset offset;

  @Column(name = "the_year")
  public Year year;

  public Duration duration;

  public Date date;

  public Calendar calendar;

  public java.sql.Date sqlDate;
  public java.sql.Time sqlTime;
  public Timestamp sqlTimestamp;

  public Locale locale;
  public Currency currency;
  public URL url;
  public InetAddress host;
  public TimeZone timeZone;
  public Class<?> type;

  @Column(length = 4000)
  public String text;

  @Lob public String longText;

  @Convert(converter = MoneyConverter.class)
  public Money money;

  public byte[] bytes;
  @Lob public Blob blob;
  @Lob public Clob clob;

  @Convert(converter = SealedConverter.class)
  public Sealed sealed;

  public Session session;

  protected Values() {}

  public Values(long id) {
    this.id = id;
  }
}
