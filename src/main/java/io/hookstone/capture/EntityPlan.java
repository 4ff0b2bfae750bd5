package io.hookstone.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * How one entity type is captured, worked out once. Thread-safe.
 *
 * @param entity the JPA entity name
 * @param idProperty the name of the identifier attribute; null where the attributes of a composite
 *     id stand in the entity itself
 * @param audited whether changes are part of a revision
 * @param properties what is rendered, in Hibernate's order
 * @param withheld properties whose values never leave the process; they only count as changed or
 *     not
 * @param names what is withheld below the properties
 * @param broken names of properties that failed to render once and have been left out since
 */
record EntityPlan(
    String entity,
    Type idType,
    @Nullable String idProperty,
    boolean audited,
    List<Property> properties,
    List<Property> withheld,
    WithheldNames names,
    Set<String> broken) {

  /** One rendered property and where its value stands in a state array. */
  record Property(int index, String name, Type type) {}

  static EntityPlan of(
      EntityPersister persister, String entity, CaptureScope scope, boolean audited) {
    var names = persister.getPropertyNames();
    var types = persister.getPropertyTypes();
    var rendered = new ArrayList<Property>();
    var withheld = new ArrayList<Property>();
    var withheldNames = new WithheldNames(scope, entity);
    for (int i = 0; i < names.length; i++) {
      var property = new Property(i, names[i], types[i]);
      if (withheldNames.property(names[i])
          || !JsonValues.renders(types[i], persister.getFactory())) {
        withheld.add(property);
      } else if (!SYNTHETIC_ID_MAPPER.equals(names[i])) {
        rendered.add(property);
      }
    }
    return new EntityPlan(
        entity,
        persister.getIdentifierType(),
        persister.getIdentifierPropertyName(),
        audited,
        List.copyOf(rendered),
        List.copyOf(withheld),
        withheldNames,
        ConcurrentHashMap.newKeySet());
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

  /** Hibernate's name for the hidden property of an {@code @IdClass}. */
  private static final String SYNTHETIC_ID_MAPPER = "_identifierMapper";
}
