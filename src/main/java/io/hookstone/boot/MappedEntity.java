package io.hookstone.boot;

import io.hookstone.capture.ValueRendering;
import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.AttributeDescription.Kind;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.RenderedValue;
import io.hookstone.model.ValueModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** One mapped entity, for enrichers. Immutable. */
record MappedEntity(String name, EntityPersister persister, ValueRendering rendering)
    implements EntityDescription {

  /** An attribute's type, and the class that declares it. */
  private record Found(Type type, @Nullable Class<?> owner) {}

  private SessionFactoryImplementor factory() {
    return persister.getFactory();
  }

  Type type(String path) {
    return find(path).type();
  }

  @Override
  public AttributeDescription attribute(String path) {
    var found = find(path);
    var type = found.type();
    if (!identifies(path) && rendering.withheld(persister, path, found.owner(), type)) {
      throw new IllegalArgumentException(
          ("HKS1013: The attribute '%s.%s' is withheld from events: expected one that neither an annotation"
                  + " nor 'hookstone.properties.exclude' leaves out.")
              .formatted(name, path));
    }
    return describe(path, type, found.owner());
  }

  private AttributeDescription describe(String path, Type type, @Nullable Class<?> owner) {
    boolean map =
        type instanceof CollectionType && Map.class.isAssignableFrom(type.getReturnedClass());
    if (!renderable(type)
        || (map && !ValueRendering.simpleKeys((CollectionType) type, factory()))) {
      throw new IllegalArgumentException(
          ("HKS1014: The attribute '%s.%s' has no JSON form: expected no binary value, no @Any and no map whose"
                  + " keys are objects.")
              .formatted(name, path));
    }
    var simpleName = path.substring(path.lastIndexOf('.') + 1);
    return new AttributeDescription(
        name,
        path,
        ValueRendering.jsonName(owner, simpleName),
        kind(type),
        target(type),
        mappedBy(type),
        type instanceof CollectionType ? OrderByText.of(owner, simpleName) : List.of(),
        type instanceof CollectionType collection && role(collection).hasIndex(),
        map,
        type.getReturnedClass());
  }

  private boolean renderable(Type type) {
    if (type instanceof EntityType) {
      return true;
    }
    if (type instanceof CollectionType collection) {
      var element = ValueRendering.elementType(collection, factory());
      return !(element instanceof AnyType)
          && (element instanceof EntityType || ValueRendering.renders(element, factory()));
    }
    return !(type instanceof AnyType) && ValueRendering.renders(type, factory());
  }

  private Kind kind(Type type) {
    if (type instanceof CollectionType collection) {
      return ValueRendering.elementType(collection, factory()) instanceof EntityType
          ? Kind.TO_MANY
          : Kind.ELEMENTS;
    }
    if (type instanceof EntityType) {
      return Kind.TO_ONE;
    }
    return ValueRendering.embeddable(type) ? Kind.EMBEDDED : Kind.VALUE;
  }

  private @Nullable String target(Type type) {
    var single =
        type instanceof CollectionType collection
            ? ValueRendering.elementType(collection, factory())
            : type;
    return single instanceof EntityType association
        ? ValueRendering.jpaName(
            factory()
                .getMappingMetamodel()
                .getEntityDescriptor(association.getAssociatedEntityName()))
        : null;
  }

  private @Nullable String mappedBy(Type type) {
    if (type instanceof CollectionType collection) {
      return role(collection).isInverse() ? role(collection).getMappedByProperty() : null;
    }
    return type instanceof OneToOneType oneToOne
            && oneToOne.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT
        ? oneToOne.getRHSUniqueKeyPropertyName()
        : null;
  }

  private org.hibernate.persister.collection.CollectionPersister role(CollectionType type) {
    return factory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
  }

  private Found find(String path) {
    var parts = path.split("\\.", -1);
    var found = find(parts[0], path);
    for (int i = 1; i < parts.length; i++) {
      if (!(found.type() instanceof CompositeType composite) || found.type() instanceof AnyType) {
        throw unknown(path, List.of());
      }
      var names = Arrays.asList(composite.getPropertyNames());
      int at = names.indexOf(parts[i]);
      if (at < 0) {
        throw unknown(path, names);
      }
      found = new Found(composite.getSubtypes()[at], composite.getReturnedClass());
    }
    return found;
  }

  private Found find(String first, String path) {
    var idType = persister.getIdentifierType();
    if (first.equals(persister.getIdentifierPropertyName())) {
      return new Found(idType, persister.getMappedClass());
    }
    var names = new ArrayList<>(Arrays.asList(persister.getPropertyNames()));
    int at = names.indexOf(first);
    if (at >= 0) {
      return new Found(persister.getPropertyTypes()[at], persister.getMappedClass());
    }
    if (persister.getIdentifierPropertyName() == null
        && idType instanceof CompositeType composite) {
      int part = Arrays.asList(composite.getPropertyNames()).indexOf(first);
      if (part >= 0) {
        return new Found(composite.getSubtypes()[part], persister.getMappedClass());
      }
      names.addAll(Arrays.asList(composite.getPropertyNames()));
    } else {
      names.add(Objects.requireNonNullElse(persister.getIdentifierPropertyName(), "id"));
    }
    names.removeIf(name -> name.startsWith("_"));
    throw unknown(path, names);
  }

  private IllegalArgumentException unknown(String path, List<String> names) {
    return new IllegalArgumentException(
        "HKS1012: The entity '%s' has no attribute '%s': expected one of its own%s."
            .formatted(
                name, path, NearestNames.among(path.substring(path.lastIndexOf('.') + 1), names)));
  }

  /** An identifier is part of every event. */
  private boolean identifies(String path) {
    var property = persister.getIdentifierPropertyName();
    var first = path.split("\\.", 2)[0];
    return property != null
        ? first.equals(property)
        : persister.getIdentifierType() instanceof CompositeType composite
            && Arrays.asList(composite.getPropertyNames()).contains(first);
  }

  @Override
  public List<AttributeDescription> identifier() {
    var property = persister.getIdentifierPropertyName();
    if (persister.getIdentifierType() instanceof CompositeType composite) {
      var prefix = property == null ? "" : property + ".";
      var owner = property == null ? persister.getMappedClass() : composite.getReturnedClass();
      var parts = new ArrayList<AttributeDescription>();
      for (int i = 0; i < composite.getSubtypes().length; i++) {
        parts.add(
            describe(prefix + composite.getPropertyNames()[i], composite.getSubtypes()[i], owner));
      }
      return parts;
    }
    return List.of(
        describe(
            Objects.requireNonNullElse(property, "id"),
            persister.getIdentifierType(),
            persister.getMappedClass()));
  }

  @Override
  public boolean compositeIdentifier() {
    return persister.getIdentifierType() instanceof CompositeType;
  }

  @Override
  public Optional<AttributeDescription> version() {
    if (!persister.isVersioned()) {
      return Optional.empty();
    }
    var path = persister.getVersionMapping().getVersionAttribute().getAttributeName();
    var found = find(path);
    return rendering.withheld(persister, path, found.owner(), found.type())
        ? Optional.empty()
        : Optional.of(describe(path, found.type(), found.owner()));
  }

  @Override
  public boolean isA(String entity) {
    EntityPersister own = persister;
    while (own != null) {
      if (ValueRendering.jpaName(own).equals(entity)) {
        return true;
      }
      var parent = own.getSuperMappingType();
      own = parent == null ? null : parent.getEntityPersister();
    }
    return false;
  }

  ValueModel model(AttributeDescription attribute) {
    var path = attribute.path();
    return rendering.model(persister, path, type(path), identifies(path));
  }

  RenderedValue render(
      AttributeDescription attribute, Object value, SharedSessionContractImplementor session) {
    return new RenderedValue(
        rendering.json(
            persister,
            attribute.path(),
            type(attribute.path()),
            value,
            identifies(attribute.path()),
            session));
  }

  RenderedValue renderElement(
      AttributeDescription attribute, Object element, SharedSessionContractImplementor session) {
    var type = (CollectionType) type(attribute.path());
    return new RenderedValue(
        rendering.json(
            persister,
            attribute.path(),
            ValueRendering.elementType(type, factory()),
            element,
            false,
            session));
  }
}
