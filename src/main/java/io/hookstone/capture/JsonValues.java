package io.hookstone.capture;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values as JSON by their Hibernate type, without initialising anything. Thread-safe.
 *
 * <p>Decimals and integers are numbers without loss; java.time values are ISO-8601; enums are
 * names; an association is {@code {"id": …}}, taken from the proxy where it is not loaded.
 */
final class JsonValues {

  /**
   * Beyond this many digits a plain decimal would only be zeros; the exponent form is the same
   * number.
   */
  private static final int LARGEST_PLAIN_SCALE = 100;

  private static final char REPLACEMENT = '\uFFFD';

  private JsonValues() {}

  /**
   * Whether values of a type are rendered at all: binary and streamed values are not, nor what
   * belongs to the other side of an association.
   */
  static boolean renders(Type type, SessionFactoryImplementor factory) {
    if (type instanceof CollectionType collection) {
      return CollectionValues.renders(collection, factory);
    }
    if (type instanceof OneToOneType oneToOne) {
      // The inverse side of a one-to-one is no part of the row.
      return oneToOne.getForeignKeyDirection()
          == org.hibernate.type.ForeignKeyDirection.FROM_PARENT;
    }
    var javaType = type.getReturnedClass();
    return !(javaType == byte[].class
        || javaType == Byte[].class
        || Blob.class.isAssignableFrom(javaType)
        || Clob.class.isAssignableFrom(javaType)
        || InputStream.class.isAssignableFrom(javaType));
  }

  /**
   * Whether a state array holds a value here, rather than the mark of a lazy attribute that was
   * never loaded.
   */
  static boolean fetched(@Nullable Object value) {
    return value != LazyPropertyInitializer.UNFETCHED_PROPERTY
        && !(value instanceof PersistentCollection<?> collection && !collection.wasInitialized());
  }

  /**
   * Writes one value.
   *
   * @throws RuntimeException if the value has no JSON form, or code of the application that is
   *     asked for one fails
   */
  static void write(
      JsonGenerator json,
      Type type,
      @Nullable Object value,
      SharedSessionContractImplementor session) {
    if (value == null) {
      json.writeNull();
    } else if (type instanceof CompositeType composite && !(type instanceof AnyType)) {
      writeComposite(json, composite, value, session);
    } else if (type instanceof CollectionType collection) {
      CollectionValues.write(json, collection, value, session);
    } else if (type instanceof EntityType association) {
      writeReference(json, association, value, session);
    } else if (type instanceof AnyType) {
      writeAny(json, value, session);
    } else {
      writeBasic(json, type, value);
    }
  }

  /**
   * Returns an identifier as text: a basic one without quotes, a composite one as a JSON object.
   */
  static String idText(Type idType, Object id, SharedSessionContractImplementor session) {
    var text = Json.render(json -> write(json, idType, id, session));
    return text.startsWith("\"") && !(idType instanceof CompositeType) ? Json.unquote(text) : text;
  }

  private static void writeComposite(
      JsonGenerator json,
      CompositeType type,
      Object value,
      SharedSessionContractImplementor session) {
    json.writeStartObject();
    var names = type.getPropertyNames();
    var types = type.getSubtypes();
    var values = type.getPropertyValues(value, session);
    for (int i = 0; i < names.length; i++) {
      if (renders(types[i], session.getFactory()) && fetched(values[i])) {
        json.writeName(names[i]);
        write(json, types[i], values[i], session);
      }
    }
    json.writeEndObject();
  }

  private static void writeReference(
      JsonGenerator json, EntityType type, Object value, SharedSessionContractImplementor session) {
    var proxy = HibernateProxy.extractLazyInitializer(value);
    var target =
        session
            .getFactory()
            .getMappingMetamodel()
            .getEntityDescriptor(type.getAssociatedEntityName());
    var id = proxy != null ? proxy.getInternalIdentifier() : target.getIdentifier(value, session);
    json.writeStartObject();
    json.writeName("id");
    write(json, target.getIdentifierType(), id, session);
    json.writeEndObject();
  }

  private static void writeAny(
      JsonGenerator json, Object value, SharedSessionContractImplementor session) {
    var proxy = HibernateProxy.extractLazyInitializer(value);
    var entityName = proxy != null ? proxy.getEntityName() : session.bestGuessEntityName(value);
    var target = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
    var id = proxy != null ? proxy.getInternalIdentifier() : target.getIdentifier(value, session);
    json.writeStartObject();
    json.writeStringProperty("entity", EntityPlans.jpaName(target));
    json.writeName("id");
    write(json, target.getIdentifierType(), id, session);
    json.writeEndObject();
  }

  private static void writeBasic(JsonGenerator json, Type type, Object value) {
    if (writeScalar(json, value)) {
      return;
    }
    if (value instanceof Map<?, ?>
        || value instanceof Collection<?>
        || value.getClass().isArray()) {
      json.writePOJO(value);
      return;
    }
    // A converter's Java type is the application's own: what the column holds is the stable form.
    var relational = relational(type, value);
    if (relational == null) {
      json.writeNull();
    } else if (!writeScalar(json, relational)) {
      json.writePOJO(value);
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object relational(Type type, Object value) {
    return type instanceof BasicType<?> basic
        ? ((BasicType<Object>) basic).convertToRelationalValue(value)
        : value;
  }

  private static boolean writeScalar(JsonGenerator json, Object value) {
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
    } else if (value instanceof Temporal
        || value instanceof TemporalAmount
        || value instanceof java.time.ZoneId
        || value instanceof UUID
        || value instanceof Currency
        || value instanceof java.net.URL
        || value instanceof java.net.URI
        || value instanceof java.net.InetAddress) {
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

  private static String isoDate(Date date) {
    if (date instanceof java.sql.Date day) {
      return day.toLocalDate().toString();
    }
    if (date instanceof Time time) {
      return time.toLocalTime().toString();
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
