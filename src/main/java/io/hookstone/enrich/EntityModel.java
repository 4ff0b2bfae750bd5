package io.hookstone.enrich;

import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The mapped entities, as enrichers may look at them. Implementations are thread-safe. */
public interface EntityModel {

  /**
   * Returns an entity by its JPA name.
   *
   * @throws IllegalArgumentException if there is no such entity, or if it must not leave the
   *     process; the message names the nearest one
   */
  EntityDescription entity(String name);

  /**
   * Renders a value of an attribute as captured data has it: decimals, enums, converters, dates,
   * embeddables without what is withheld. An association is an object with its id.
   *
   * @param session the session that the value was read with
   * @param attribute one that {@link EntityDescription#attribute} has returned
   * @param value in its Java type; the whole collection for a collection
   * @throws RuntimeException if a converter of the application fails
   */
  RenderedValue render(Session session, AttributeDescription attribute, @Nullable Object value);

  /** Renders one element of a collection of values, as {@link #render} does. */
  RenderedValue renderElement(
      Session session, AttributeDescription attribute, @Nullable Object element);

  /** Returns the JSON name of a map's key, or null for an entry that is withheld. */
  @Nullable String keyName(Session session, AttributeDescription attribute, Object key);

  /**
   * Returns the JSON Schema (2020-12) of what {@link #render} makes of an attribute, as the
   * catalogue describes captured data: it may be null, and has one of {@code examples}. There is no
   * {@code type} where only a converter knows.
   */
  String schema(AttributeDescription attribute);
}
