package io.hookstone.capture;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes collections that belong to an entity: element collections, and associations that it owns,
 * as ids. Thread-safe.
 *
 * <p>Only content that is loaded is written; a collection is never initialised.
 */
final class CollectionValues {

  private CollectionValues() {}

  /** The inverse side of an association is a matter of the other entity's rows. */
  static boolean renders(CollectionType type, SessionFactoryImplementor factory) {
    var persister = persister(type, factory);
    return !persister.isInverse() && JsonValues.renders(elementType(persister), factory);
  }

  /** Whether the elements are of a class that is in no event. */
  static boolean ignoredType(CollectionType type, SessionFactoryImplementor factory) {
    return JsonValues.ignoredType(elementType(persister(type, factory)), factory);
  }

  static void write(JsonGenerator json, CollectionType type, Object value, ValueContext context) {
    var persister = persister(type, context.factory());
    var entries = entries(value, persister);
    if (isMap(value)) {
      writeMap(json, persister, entries, context);
    } else {
      json.writeStartArray();
      while (entries.hasNext()) {
        JsonValues.write(json, elementType(persister), entries.next(), context);
      }
      json.writeEndArray();
    }
  }

  /**
   * A map with simple keys becomes an object; others become a list of pairs, as JSON has no other
   * keys than strings.
   */
  private static void writeMap(
      JsonGenerator json,
      CollectionPersister persister,
      Iterator<?> entries,
      ValueContext context) {
    Type keyType = indexType(persister);
    boolean simpleKeys = keyType instanceof BasicType<?>;
    if (simpleKeys) {
      json.writeStartObject();
    } else {
      json.writeStartArray();
    }
    while (entries.hasNext()) {
      var entry = (Map.Entry<?, ?>) entries.next();
      if (simpleKeys) {
        var key = JsonValues.idText(keyType, entry.getKey(), context.whole());
        if (!context.withholdsKey(key)) {
          json.writeName(key);
          JsonValues.write(json, elementType(persister), entry.getValue(), context);
        }
      } else {
        json.writeStartObject();
        json.writeName("key");
        JsonValues.write(json, keyType, entry.getKey(), context);
        json.writeName("value");
        JsonValues.write(json, elementType(persister), entry.getValue(), context);
        json.writeEndObject();
      }
    }
    if (simpleKeys) {
      json.writeEndObject();
    } else {
      json.writeEndArray();
    }
  }

  /**
   * Copies a collection, the application's own or one of Hibernate's that is loaded; an array stays
   * what it is.
   */
  static @Nullable Object copyOf(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new LinkedHashMap<>(map);
    }
    return value instanceof Collection<?> collection ? new ArrayList<>(collection) : value;
  }

  private static boolean isMap(Object value) {
    return value instanceof Map<?, ?>;
  }

  private static Iterator<? extends @Nullable Object> entries(
      Object value, CollectionPersister persister) {
    if (value instanceof PersistentCollection<?> collection) {
      return collection.entries(persister);
    }
    return value instanceof Map<?, ?> map ? map.entrySet().iterator() : iterator(value);
  }

  /** Iterates over a collection or an array. */
  static Iterator<? extends @Nullable Object> iterator(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.iterator();
    }
    return value.getClass().getComponentType().isPrimitive()
        ? boxed(value).iterator()
        : Arrays.asList((Object[]) value).iterator();
  }

  private static List<Object> boxed(Object array) {
    return java.util.stream.IntStream.range(0, Array.getLength(array))
        .mapToObj(index -> Array.get(array, index))
        .toList();
  }

  /** Marked for removal, but without a successor that takes values apart in ORM 7.2 to 7.4. */
  @SuppressWarnings("removal")
  static Type elementType(CollectionPersister persister) {
    return persister.getElementType();
  }

  @SuppressWarnings("removal")
  static Type indexType(CollectionPersister persister) {
    return persister.getIndexType();
  }

  static CollectionPersister persister(CollectionType type, SessionFactoryImplementor factory) {
    return factory.getMappingMetamodel().getCollectionDescriptor(type.getRole());
  }
}
