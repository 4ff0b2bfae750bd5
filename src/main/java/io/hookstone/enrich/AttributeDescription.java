package io.hookstone.enrich;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of an entity, or of an embeddable in it. Immutable.
 *
 * @param entity the JPA name of the entity
 * @param path the Java names down to it, with dots between them
 * @param jsonName its own name in events
 * @param kind what it holds
 * @param target the JPA name of the entity that an association leads to; null for values
 * @param mappedBy the path of the owning side in the target; null for an owning side
 * @param ordering the paths in the target by which {@code @OrderBy} sorts, each with {@code asc} or
 *     {@code desc}; empty without it
 * @param indexed whether a list has a column for its order, or the collection is a map
 * @param map whether the collection is a map
 * @param javaType the class of a single value
 */
public record AttributeDescription(
    String entity,
    String path,
    String jsonName,
    Kind kind,
    @Nullable String target,
    @Nullable String mappedBy,
    List<String> ordering,
    boolean indexed,
    boolean map,
    Class<?> javaType) {

  /** What an attribute holds. */
  public enum Kind {
    /** A single value. */
    VALUE,
    /** An embeddable. */
    EMBEDDED,
    /** Another entity. */
    TO_ONE,
    /** Other entities. */
    TO_MANY,
    /** Values or embeddables, in a collection or a map. */
    ELEMENTS
  }

  public AttributeDescription {
    ordering = List.copyOf(ordering);
  }

  /** Returns the Java name without the path. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
