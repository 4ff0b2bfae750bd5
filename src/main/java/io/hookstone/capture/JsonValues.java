package io.hookstone.capture;

import java.io.InputStream;
import java.sql.Blob;
import java.sql.Clob;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.CustomType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.SerializableJavaType;
import org.hibernate.usertype.EnhancedUserType;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values as JSON by their Hibernate type, without initialising anything. Thread-safe.
 *
 * <p>Decimals and integers are numbers without loss; java.time values are ISO-8601; enums are
 * names; an association is {@code {"id": …}}, taken from the proxy where it is not loaded.
 */
final class JsonValues {

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
    return !(type instanceof BasicType<?> basic) || rendersBasic(basic);
  }

  /** Whether values of a type are in no event because its class, an embeddable, says so. */
  static boolean ignoredType(Type type, SessionFactoryImplementor factory) {
    if (type instanceof CollectionType collection) {
      return CollectionValues.ignoredType(collection, factory);
    }
    return type instanceof CompositeType
        && !(type instanceof AnyType)
        && type.getReturnedClass().isAnnotationPresent(WebhookIgnore.class);
  }

  private static boolean rendersBasic(BasicType<?> type) {
    var converter = type.getValueConverter();
    var column =
        converter == null
            ? type.getReturnedClass()
            : converter.getRelationalJavaType().getJavaTypeClass();
    return !(column == byte[].class
        || column == Byte[].class
        || Blob.class.isAssignableFrom(column)
        || Clob.class.isAssignableFrom(column)
        || InputStream.class.isAssignableFrom(column)
        || type.getJavaTypeDescriptor() instanceof SerializableJavaType);
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
  static void write(JsonGenerator json, Type type, @Nullable Object value, ValueContext context) {
    if (value == null) {
      json.writeNull();
    } else if (type instanceof CompositeType composite && !(type instanceof AnyType)) {
      writeComposite(json, composite, value, context);
    } else if (type instanceof CollectionType collection) {
      CollectionValues.write(json, collection, value, context);
    } else if (type instanceof EntityType association) {
      writeReference(json, association, value, context);
    } else if (type instanceof AnyType) {
      writeAny(json, value, context);
    } else {
      writeBasic(json, type, value, context);
    }
  }

  /**
   * Returns an identifier as text: a basic one without quotes, a composite one as a JSON object.
   */
  static String idText(Type idType, Object id, ValueContext context) {
    var text = Json.render(json -> write(json, idType, id, context));
    return text.startsWith("\"") && !(idType instanceof CompositeType) ? Json.unquote(text) : text;
  }

  private static void writeComposite(
      JsonGenerator json, CompositeType type, Object value, ValueContext context) {
    if (value instanceof Temporal) {
      // @TimeZoneStorage(COLUMN) makes two columns of a value that is one to everybody else.
      ScalarValues.write(json, value);
      return;
    }
    json.writeStartObject();
    var names = type.getPropertyNames();
    var types = type.getSubtypes();
    var values = type.getPropertyValues(value, context.session());
    var kinds = EmbeddableKinds.of(type);
    var attributes = AnnotatedAttributes.of(value.getClass());
    kinds.write(json, value);
    for (int i = 0; i < names.length; i++) {
      var attribute = attributes.get(names[i]);
      if (kinds.writes(value, i)
          && (renders(types[i], context.factory())
              || (context.complete() && types[i] instanceof BasicType<?>))
          && fetched(values[i])
          && !context.withholds(names[i], attribute)
          && !context.withholdsType(types[i])) {
        json.writeName(attribute.jsonName());
        write(json, types[i], values[i], context.at(names[i]));
      }
    }
    json.writeEndObject();
  }

  private static void writeReference(
      JsonGenerator json, EntityType type, Object value, ValueContext context) {
    var proxy = HibernateProxy.extractLazyInitializer(value);
    var target =
        context.factory().getMappingMetamodel().getEntityDescriptor(type.getAssociatedEntityName());
    var id =
        proxy != null
            ? proxy.getInternalIdentifier()
            : target.getIdentifier(value, context.session());
    json.writeStartObject();
    json.writeName("id");
    write(json, target.getIdentifierType(), id, context.whole());
    json.writeEndObject();
  }

  private static void writeAny(JsonGenerator json, Object value, ValueContext context) {
    var proxy = HibernateProxy.extractLazyInitializer(value);
    var entityName =
        proxy != null ? proxy.getEntityName() : context.session().bestGuessEntityName(value);
    var target = context.factory().getMappingMetamodel().getEntityDescriptor(entityName);
    var id =
        proxy != null
            ? proxy.getInternalIdentifier()
            : target.getIdentifier(value, context.session());
    json.writeStartObject();
    json.writeStringProperty("entity", EntityPlans.eventName(target));
    json.writeName("id");
    write(json, target.getIdentifierType(), id, context.whole());
    json.writeEndObject();
  }

  /** A custom type knows a text or a storable form of its values. */
  private static @Nullable Object stored(UserType<Object> type, Object value) {
    return type instanceof EnhancedUserType<Object> enhanced
        ? enhanced.toString(value)
        : type.disassemble(value);
  }

  private static void writeBasic(
      JsonGenerator json, Type type, Object value, ValueContext context) {
    if (BinaryValues.is(type, value)) {
      BinaryValues.write(json, type, value, context);
    } else if (value instanceof Map<?, ?>
        || value instanceof Collection<?>
        || value.getClass().isArray()
        || !ScalarValues.write(json, asColumn(type, value, context))) {
      // A converter's Java type is the application's own: what the column holds is the stable form.
      DocumentValues.write(json, relational(type, value), context);
    }
  }

  /** A date without time may stand in memory as one that has a time, until it is loaded again. */
  private static Object asColumn(Type type, Object value, ValueContext context) {
    return value.getClass() == Date.class
            && type instanceof BasicType<?> basic
            && basic.getValueConverter() == null
        ? type.deepCopy(value, context.factory())
        : value;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object relational(Type type, Object value) {
    if (type instanceof CustomType<?> custom) {
      return stored((UserType<Object>) custom.getUserType(), value);
    }
    return type instanceof BasicType<?> basic
        ? ((BasicType<Object>) basic).convertToRelationalValue(value)
        : value;
  }
}
