package io.hookstone.capture;

import io.hookstone.capture.EntityPlan.CollectionProperty;
import io.hookstone.capture.EntityPlan.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/** Finds the collections of an entity, those in its embeddables included. Not thread-safe. */
final class CollectionRoles {

  private final WithheldNames names;
  private final SessionFactoryImplementor factory;
  private final Map<String, CollectionProperty> found = new LinkedHashMap<>();

  private CollectionRoles(WithheldNames names, SessionFactoryImplementor factory) {
    this.names = names;
    this.factory = factory;
  }

  /** Returns the rendered collections by their roles, in the order of the properties. */
  static Map<String, CollectionProperty> of(
      List<Property> properties, WithheldNames names, SessionFactoryImplementor factory) {
    var roles = new CollectionRoles(names, factory);
    for (Property property : properties) {
      roles.find(
          new CollectionProperty(property.name(), property.name(), property.jsonName()),
          property.type());
    }
    return Collections.unmodifiableMap(roles.found);
  }

  private void find(CollectionProperty at, Type type) {
    if (type instanceof CollectionType collection) {
      found.put(collection.getRole(), at);
    } else if (type instanceof CompositeType composite && !(type instanceof AnyType)) {
      below(at, composite);
    }
  }

  private void below(CollectionProperty at, CompositeType composite) {
    var types = composite.getSubtypes();
    for (int i = 0; i < types.length; i++) {
      var name = composite.getPropertyNames()[i];
      var attribute = AnnotatedAttributes.of(composite, name, factory);
      var path = at.path() + "." + name;
      if (JsonValues.renders(types[i], factory)
          && !JsonValues.ignoredType(types[i], factory)
          && !names.target(types[i], factory)
          && !names.attribute(at.path(), name, attribute)) {
        find(
            new CollectionProperty(at.property(), path, at.jsonPath() + "." + attribute.jsonName()),
            types[i]);
      }
    }
  }
}
