package io.hookstone.capture;

import io.hookstone.model.AttributeModel;
import io.hookstone.model.EntityModel;
import io.hookstone.model.EntityModel.DeclaredType;
import io.hookstone.model.ValueModel;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/**
 * Describes a captured entity as events show it, by the same decisions that rendering takes.
 * Confined to one thread.
 */
final class EntityModelReader {

  private final SessionFactoryImplementor factory;
  private final EntityPersister persister;
  private final EntityPlan plan;

  EntityModelReader(SessionFactoryImplementor factory, EntityPersister persister, EntityPlan plan) {
    this.factory = factory;
    this.persister = persister;
    this.plan = plan;
  }

  EntityModel read() {
    var attributes = new ArrayList<AttributeModel>(identifier());
    for (var property : plan.properties()) {
      // What the review has left out, because its name is taken.
      attributes.add(
          plan.broken().contains(property.name())
              ? AttributeModel.withheld(property.name(), property.name())
              : AttributeModel.shown(
                  property.name(),
                  property.jsonName(),
                  value(property.name(), property.type(), new HashSet<>())));
    }
    for (var property : plan.withheld()) {
      attributes.add(AttributeModel.withheld(property.name(), property.jsonName()));
    }
    return new EntityModel(
        plan.entity(),
        plan.eventName(),
        ancestors(),
        !persister.isAbstract(),
        attributes,
        declaredTypes());
  }

  private List<String> ancestors() {
    var names = new ArrayList<String>();
    EntityMappingType above = persister.getSuperMappingType();
    while (above != null) {
      names.add(EntityPlans.jpaName(above.getEntityPersister()));
      above = above.getSuperMappingType();
    }
    return names;
  }

  private List<DeclaredType> declaredTypes() {
    var type = EntityPlans.mappedClass(persister);
    return type == null
        ? List.of()
        : Arrays.stream(type.getDeclaredAnnotationsByType(WebhookEventType.class))
            .map(declared -> new DeclaredType(declared.name(), declared.on()))
            .toList();
  }

  private List<AttributeModel> identifier() {
    if (plan.idProperty() != null) {
      return List.of(
          AttributeModel.identifier(
              String.valueOf(persister.getIdentifierPropertyName()),
              plan.idProperty(),
              id(plan.idType())));
    }
    var parts = new ArrayList<AttributeModel>();
    if (plan.idType() instanceof CompositeType composite) {
      for (int i = 0; i < composite.getSubtypes().length; i++) {
        parts.add(
            AttributeModel.identifier(
                composite.getPropertyNames()[i],
                plan.idAttributes().get(i),
                id(composite.getSubtypes()[i])));
      }
    }
    return parts;
  }

  /** Within an identifier nothing is withheld. */
  ValueModel id(Type type) {
    if (!(type instanceof CompositeType composite)) {
      return value("", type, new HashSet<>());
    }
    var annotated = AnnotatedAttributes.of(composite.getReturnedClass());
    var parts = new ArrayList<AttributeModel>();
    for (int i = 0; i < composite.getSubtypes().length; i++) {
      var name = composite.getPropertyNames()[i];
      parts.add(
          AttributeModel.identifier(
              name, annotated.get(name).jsonName(), id(composite.getSubtypes()[i])));
    }
    return new ValueModel.Embedded(parts);
  }

  ValueModel value(String path, Type type, Set<Type> above) {
    if (type instanceof AnyType) {
      return new ValueModel.Anything();
    }
    if (Temporal.class.isAssignableFrom(type.getReturnedClass())) {
      // Also one with two columns, by @TimeZoneStorage.
      return BasicModels.of(type.getReturnedClass());
    }
    if (type instanceof CompositeType composite) {
      return above.add(type) ? embedded(path, composite, above) : new ValueModel.Anything();
    }
    if (type instanceof CollectionType collection) {
      return collection(path, collection, above);
    }
    if (type instanceof EntityType association) {
      var target =
          factory.getMappingMetamodel().getEntityDescriptor(association.getAssociatedEntityName());
      return new ValueModel.Reference(id(target.getIdentifierType()));
    }
    return type instanceof BasicType<?> basic ? BasicModels.of(basic) : new ValueModel.Anything();
  }

  private ValueModel embedded(String path, CompositeType composite, Set<Type> above) {
    var annotated = AnnotatedAttributes.of(composite.getReturnedClass());
    var attributes = new ArrayList<AttributeModel>();
    for (int i = 0; i < composite.getSubtypes().length; i++) {
      var name = composite.getPropertyNames()[i];
      var type = composite.getSubtypes()[i];
      var attribute = annotated.get(name);
      attributes.add(
          plan.names().attribute(path, name, attribute)
                  || JsonValues.ignoredType(type, factory)
                  || !JsonValues.renders(type, factory)
              ? AttributeModel.withheld(name, attribute.jsonName())
              : AttributeModel.shown(
                  name, attribute.jsonName(), value(path + "." + name, type, above)));
    }
    above.remove(composite);
    return new ValueModel.Embedded(attributes);
  }

  private ValueModel collection(String path, CollectionType type, Set<Type> above) {
    var collection = CollectionValues.persister(type, factory);
    var element = value(path, CollectionValues.elementType(collection), above);
    if (!java.util.Map.class.isAssignableFrom(type.getReturnedClass())) {
      return new ValueModel.Many(element);
    }
    var key = CollectionValues.indexType(collection);
    return key instanceof BasicType<?>
        ? new ValueModel.Keyed(element)
        : new ValueModel.Many(
            new ValueModel.Embedded(
                List.of(
                    AttributeModel.shown("key", "key", value(path, key, above)),
                    AttributeModel.shown("value", "value", element))));
  }
}
