package io.hookstone.oracle;

import io.hookstone.oracle.Model.Piece;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.envers.AuditReader;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** What Envers has of an entity's row and of the collections that it owns. */
final class AuditedState {

  private AuditedState() {}

  /** Whether the state in a revision is the one that the entity had before. */
  static boolean sameAsBefore(AuditReader reader, Piece piece, int revision) {
    var before = reader.find(piece.getClass(), piece.key(), revision - 1);
    var after = reader.find(piece.getClass(), piece.key(), revision);
    return before != null && after != null && describe(before).equals(describe(after));
  }

  private static String describe(Object entity) {
    var described = new TreeMap<String, String>();
    for (Class<?> type = entity.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.isAnnotationPresent(Version.class)
            && !inverse(field)) {
          field.setAccessible(true);
          described.put(field.getName(), text(value(field, entity)));
        }
      }
    }
    return described.toString();
  }

  private static boolean inverse(Field field) {
    var many = field.getAnnotation(ManyToMany.class);
    var one = field.getAnnotation(OneToMany.class);
    return (many != null && !many.mappedBy().isEmpty())
        || (one != null && !one.mappedBy().isEmpty());
  }

  private static @Nullable Object value(Field field, Object entity) {
    try {
      return field.get(entity);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(@Nullable Object value) {
    var initializer = HibernateProxy.extractLazyInitializer(value);
    if (initializer != null) {
      return String.valueOf(initializer.getInternalIdentifier());
    }
    if (value instanceof Piece piece) {
      return piece.keyText();
    }
    if (value instanceof Map<?, ?> map) {
      var entries = new TreeMap<String, String>();
      map.forEach((key, element) -> entries.put(text(key), text(element)));
      return entries.toString();
    }
    if (value instanceof Collection<?> collection) {
      var elements = new ArrayList<>(collection.stream().map(AuditedState::text).toList());
      if (!(collection instanceof List<?>)) {
        elements.sort(null);
      }
      return elements.toString();
    }
    return value != null
            && value.getClass().getEnclosingClass() == Model.class
            && !value.getClass().isRecord()
        ? describe(value)
        : String.valueOf(value);
  }
}
