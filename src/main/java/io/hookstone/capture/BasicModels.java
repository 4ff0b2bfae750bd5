package io.hookstone.capture;

import io.hookstone.model.ValueModel;
import io.hookstone.model.ValueModel.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.type.BasicType;

/** What {@link ScalarValues} makes of values, told by their types. */
final class BasicModels {

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(Boolean.class, Kind.FLAG),
          Map.entry(Long.class, Kind.INTEGER),
          Map.entry(Integer.class, Kind.INTEGER),
          Map.entry(Short.class, Kind.INTEGER),
          Map.entry(Byte.class, Kind.INTEGER),
          Map.entry(BigInteger.class, Kind.INTEGER),
          Map.entry(BigDecimal.class, Kind.DECIMAL),
          Map.entry(Double.class, Kind.FLOATING),
          Map.entry(Float.class, Kind.FLOATING),
          Map.entry(Instant.class, Kind.INSTANT),
          Map.entry(OffsetDateTime.class, Kind.INSTANT),
          Map.entry(ZonedDateTime.class, Kind.INSTANT),
          Map.entry(LocalDate.class, Kind.DATE),
          Map.entry(java.sql.Date.class, Kind.DATE),
          Map.entry(Duration.class, Kind.DURATION),
          Map.entry(UUID.class, Kind.UUID),
          Map.entry(URI.class, Kind.URI),
          Map.entry(URL.class, Kind.URI));

  /** Written as texts, of no format that JSON Schema knows. */
  private static final List<Class<?>> TEXTS =
      List.of(
          String.class,
          Character.class,
          Date.class,
          Calendar.class,
          Class.class,
          TimeZone.class,
          Locale.class,
          java.net.InetAddress.class,
          Temporal.class,
          TemporalAmount.class,
          ZoneId.class,
          Currency.class);

  private BasicModels() {}

  static ValueModel of(BasicType<?> type) {
    return of(type.getReturnedClass());
  }

  static ValueModel of(Class<?> type) {
    var java = boxed(type);
    if (java.isEnum()) {
      return new ValueModel.OneOf(
          Arrays.stream(java.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .toList());
    }
    var kind = KINDS.get(java);
    if (kind != null) {
      return new ValueModel.Scalar(kind);
    }
    return TEXTS.stream().anyMatch(text -> text.isAssignableFrom(java))
        ? new ValueModel.Scalar(Kind.TEXT)
        : new ValueModel.Anything();
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive()
        ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
        : type;
  }
}
