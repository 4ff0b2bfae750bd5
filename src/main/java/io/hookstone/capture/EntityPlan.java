package io.hookstone.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * How one entity type is captured, worked out once. Thread-safe.
 *
 * @param entity the JPA entity name
 * @param eventName how events call the entity
 * @param idProperty the name of the identifier attribute in events; null where the attributes of a
 *     composite id stand in the entity itself
 * @param idAttributes the names of those attributes in events; empty otherwise
 * @param audited whether changes are part of a revision
 * @param properties what is rendered, in Hibernate's order
 * @param withheld properties whose values never leave the process; they only count as changed or
 *     not
 * @param names what is withheld below the properties
 * @param collections what is rendered of the collections that the entity owns, by their roles
 * @param written which properties Hibernate writes, and when
 * @param broken names of properties that failed to render once and have been left out since
 */
record EntityPlan(
    String entity,
    String eventName,
    Type idType,
    @Nullable String idProperty,
    List<String> idAttributes,
    boolean audited,
    List<Property> properties,
    List<Property> withheld,
    WithheldNames names,
    Map<String, CollectionProperty> collections,
    WrittenProperties written,
    Set<String> broken) {

  /** One property, its name in events, and where its value stands in a state array. */
  record Property(int index, String name, String jsonName, Type type) {}

  /**
   * One collection, in the entity itself or in an embeddable of it.
   *
   * @param property the name of the entity's own property that it is, or is in
   * @param path the Java names down to it, with dots between them
   * @param jsonPath the same with the names that it has in events
   */
  record CollectionProperty(String property, String path, String jsonPath) {}

  static EntityPlan of(
      EntityPersister persister,
      String entity,
      String eventName,
      CaptureScope scope,
      boolean audited) {
    var attributes = AnnotatedAttributes.of(persister.getMappedClass());
    var names = persister.getPropertyNames();
    var types = persister.getPropertyTypes();
    var rendered = new ArrayList<Property>();
    var withheld = new ArrayList<Property>();
    var withheldNames = new WithheldNames(scope, new LinkedHashSet<>(List.of(entity, eventName)));
    var written = WrittenProperties.of(persister);
    for (int i = 0; i < names.length; i++) {
      if (synthetic(names[i]) || written.never().get(i)) {
        continue;
      }
      var attribute = attributes.get(names[i]);
      var property = new Property(i, names[i], attribute.jsonName(), types[i]);
      if (attribute.ignored()
          || withheldNames.property(names[i], attribute.jsonName())
          || withheldNames.target(types[i], persister.getFactory())
          || JsonValues.ignoredType(types[i], persister.getFactory())
          || !JsonValues.renders(types[i], persister.getFactory())) {
        withheld.add(property);
      } else {
        rendered.add(property);
      }
    }
    var idProperty = persister.getIdentifierPropertyName();
    return new EntityPlan(
        entity,
        eventName,
        persister.getIdentifierType(),
        idProperty == null ? null : attributes.get(idProperty).jsonName(),
        idProperty == null ? idAttributes(persister.getIdentifierType(), attributes) : List.of(),
        audited,
        List.copyOf(rendered),
        List.copyOf(withheld),
        withheldNames,
        CollectionRoles.of(rendered, withheldNames, persister.getFactory()),
        written,
        ConcurrentHashMap.newKeySet());
  }

  private static List<String> idAttributes(Type idType, AnnotatedAttributes attributes) {
    return idType instanceof CompositeType composite
        ? Arrays.stream(composite.getPropertyNames())
            .map(name -> attributes.get(name).jsonName())
            .toList()
        : List.of();
  }

  /**
   * Copies what a stateless session tells: it hands out the entity's own values, which the
   * application may change before the transaction ends without writing them.
   */
  @Nullable Object[] copyOf(@Nullable Object[] state, SharedSessionContractImplementor session) {
    var copy = state.clone();
    for (Property property : properties) {
      copy[property.index()] = copyOf(state[property.index()], property.type(), session);
    }
    written.forgetMadeByDatabase(copy);
    return copy;
  }

  private static @Nullable Object copyOf(
      @Nullable Object value, Type type, SharedSessionContractImplementor session) {
    if (!JsonValues.fetched(value)) {
      return value;
    }
    if (type instanceof CollectionType) {
      return CollectionValues.copyOf(value);
    }
    return type.isMutable() ? type.deepCopy(value, session.getFactory()) : value;
  }

  /**
   * Whether a property is Hibernate's own: the mapper of an {@code @IdClass}, or the owner of an
   * element of a unidirectional one-to-many (Hibernate ORM 7.2 to 7.4, {@code CollectionBinder}).
   */
  private static boolean synthetic(String property) {
    return property.equals("_identifierMapper")
        || (property.startsWith("_") && property.endsWith("Backref"));
  }
}
