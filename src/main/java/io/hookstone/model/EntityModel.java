package io.hookstone.model;

import java.util.List;
import java.util.Optional;

/**
 * A captured entity. Immutable.
 *
 * @param entity the JPA entity name
 * @param eventName how events call it
 * @param ancestors the JPA names of the entities that it extends, nearest first
 * @param instantiable whether there are entities of just this type; false for an abstract class
 * @param attributes what events show of it, the identifier first, and what they do not
 * @param declaredTypes the event types that annotations on it declare, in their order
 */
public record EntityModel(
    String entity,
    String eventName,
    List<String> ancestors,
    boolean instantiable,
    List<AttributeModel> attributes,
    List<DeclaredType> declaredTypes) {

  /**
   * An event type that an annotation declares.
   *
   * @param type its name
   * @param on the triggers, a rule without the entity
   */
  public record DeclaredType(String type, String on) {}

  public EntityModel {
    ancestors = List.copyOf(ancestors);
    attributes = List.copyOf(attributes);
    declaredTypes = List.copyOf(declaredTypes);
  }

  /** Whether it is the entity of that JPA name or extends it. */
  public boolean is(String other) {
    return entity.equals(other) || ancestors.contains(other);
  }

  /** Finds an attribute by its name in events, or else by its name in Java. */
  public Optional<AttributeModel> attribute(String name) {
    return attribute(attributes, name);
  }

  /** Finds an attribute of an embeddable, or of an entity, by its name in events or in Java. */
  public static Optional<AttributeModel> attribute(List<AttributeModel> among, String name) {
    return among.stream()
        .filter(attribute -> attribute.jsonName().equals(name) && !attribute.withheld())
        .findFirst()
        .or(() -> among.stream().filter(a -> a.name().equals(name)).findFirst());
  }
}
