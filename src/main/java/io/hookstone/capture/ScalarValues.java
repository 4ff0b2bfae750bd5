package io.hookstone.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * Writes single values: decimals and integers as numbers without loss, java.time as ISO-8601, enums
 * by name. Thread-safe.
 */
final class ScalarValues {

  /**
   * Beyond this many digits a plain decimal would only be zeros; the exponent form is the same
   * number.
   */
  private static final int LARGEST_PLAIN_SCALE = 100;

  private static final char REPLACEMENT = '\uFFFD';

  private ScalarValues() {}

  /** Writes a value, or returns false for one that is not a scalar. */
  static boolean write(JsonGenerator json, Object value) {
    if (value instanceof String text) {
      json.writeString(wellFormed(text));
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      return writeNumber(json, number);
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name());
    } else if (value instanceof Date date) {
      json.writeString(isoDate(date));
    } else if (value instanceof Calendar calendar) {
      json.writeString(calendar.toInstant().toString());
    } else if (value instanceof Class<?> type) {
      json.writeString(type.getName());
    } else if (value instanceof TimeZone zone) {
      json.writeString(zone.getID());
    } else if (value instanceof Locale locale) {
      json.writeString(locale.toLanguageTag());
    } else if (value instanceof java.net.InetAddress address) {
      json.writeString(address.getHostAddress());
    } else if (value instanceof Temporal temporal) {
      json.writeString(iso(temporal));
    } else if (value instanceof TemporalAmount
        || value instanceof java.time.ZoneId
        || value instanceof UUID
        || value instanceof Currency
        || value instanceof java.net.URL
        || value instanceof java.net.URI) {
      json.writeString(value.toString());
    } else if (value instanceof Character character) {
      json.writeString(wellFormed(character.toString()));
    } else {
      return false;
    }
    return true;
  }

  private static boolean writeNumber(JsonGenerator json, Number value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      json.writeNumber(value.longValue());
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(
          Math.abs((long) decimal.scale()) <= LARGEST_PLAIN_SCALE
              ? decimal.toPlainString()
              : decimal.toString());
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else {
      return false;
    }
    return true;
  }

  /**
   * ISO-8601 with the seconds, which {@code toString()} leaves out where they are zero, and without
   * the name of the zone, which is none of it (RFC 3339, section 5.6).
   */
  private static String iso(Temporal value) {
    if (value instanceof OffsetDateTime || value instanceof ZonedDateTime) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value);
    }
    if (value instanceof LocalDateTime) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
    }
    if (value instanceof LocalTime) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(value);
    }
    if (value instanceof OffsetTime) {
      return DateTimeFormatter.ISO_OFFSET_TIME.format(value);
    }
    return value.toString();
  }

  private static String isoDate(Date date) {
    if (date instanceof java.sql.Date day) {
      return day.toLocalDate().toString();
    }
    if (date instanceof Time time) {
      return iso(time.toLocalTime());
    }
    return date instanceof Timestamp timestamp
        ? timestamp.toInstant().toString()
        : date.toInstant().toString();
  }

  /** Replaces surrogates without a partner, which UTF-8 cannot carry (RFC 3629, section 3). */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceLoneSurrogates(text, i);
      }
    }
    return text;
  }

  private static String replaceLoneSurrogates(String text, int from) {
    var mended = new StringBuilder(text);
    for (int i = from; i < mended.length(); i++) {
      char c = mended.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < mended.length()
          && Character.isLowSurrogate(mended.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        mended.setCharAt(i, REPLACEMENT);
      }
    }
    return mended.toString();
  }
}
