package io.hookstone.capture;

import io.hookstone.capture.AnnotatedAttributes.Attribute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/**
 * What stays out of the payloads of one entity type below its properties: attributes of embeddables
 * and entries of maps, asked by their path from the entity and by their own name. Thread-safe.
 */
final class WithheldNames {

  private final CaptureScope scope;
  private final Set<String> entities;

  /** Attributes are as many as the mapping has; keys of maps may be any, and are not kept. */
  private final ConcurrentMap<String, Boolean> attributes = new ConcurrentHashMap<>();

  /**
   * Makes the names of one entity type.
   *
   * @param entities how it is called: in JPA, and in events
   */
  WithheldNames(CaptureScope scope, Set<String> entities) {
    this.scope = scope;
    this.entities = entities;
  }

  /** Whether a property of the entity itself is withheld. */
  boolean property(String name) {
    return entities.stream().anyMatch(entity -> scope.excludesProperty().test(entity, name));
  }

  /** Whether an attribute, under its own name or the one that it has in events, is withheld. */
  boolean property(String name, String jsonName) {
    return property(name) || (!jsonName.equals(name) && property(jsonName));
  }

  /** Whether an attribute of the embeddable at a path is withheld, for whatever reason. */
  boolean attribute(String path, String name, Attribute attribute) {
    return attribute.ignored()
        || attribute(path + "." + name)
        || (!attribute.jsonName().equals(name) && attribute(path + "." + attribute.jsonName()));
  }

  /** Withholds an attribute of an embeddable that no setting names. */
  void withhold(String path) {
    attributes.put(path, true);
  }

  boolean attribute(String path) {
    var known = attributes.get(path);
    return known != null ? known : attributes.computeIfAbsent(path, this::decide);
  }

  private boolean decide(String path) {
    return property(path) || property(path.substring(path.lastIndexOf('.') + 1));
  }

  /**
   * Whether an association would show a text that is the identifier of another entity and must not
   * be seen, such as the token of a password reset.
   */
  boolean target(Type type, SessionFactoryImplementor factory) {
    if (type instanceof CollectionType collection) {
      return target(
          CollectionValues.elementType(CollectionValues.persister(collection, factory)), factory);
    }
    if (!(type instanceof EntityType association)) {
      return false;
    }
    var target =
        factory.getMappingMetamodel().getEntityDescriptor(association.getAssociatedEntityName());
    var id = target.getIdentifierPropertyName();
    return id != null
        && target.getIdentifierType().getReturnedClass() == String.class
        && scope.excludesProperty().test(EntityPlans.jpaName(target), id);
  }

  boolean key(String path, String key) {
    return property(key) || property(path + "." + key);
  }
}
