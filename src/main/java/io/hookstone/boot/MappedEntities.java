package io.hookstone.boot;

import io.hookstone.capture.ValueRendering;
import io.hookstone.catalogue.ValueSchema;
import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.RenderedValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/** The mapped entities of one session factory, for enrichers. Thread-safe. */
final class MappedEntities implements EntityModel {

  private static final String OWN_PACKAGE = "io.hookstone.";

  private final ValueRendering rendering;
  private final Map<String, EntityPersister> persisters = new TreeMap<>();
  private final ConcurrentMap<String, MappedEntity> entities = new ConcurrentHashMap<>();

  MappedEntities(SessionFactoryImplementor sessionFactory, ValueRendering rendering) {
    this.rendering = rendering;
    sessionFactory
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            persister -> {
              var name = ValueRendering.jpaName(persister);
              if (!name.startsWith(OWN_PACKAGE)) {
                persisters.put(name, persister);
              }
            });
  }

  @Override
  public EntityDescription entity(String name) {
    return mapped(name);
  }

  private MappedEntity mapped(String name) {
    var known = entities.get(name);
    return known != null ? known : entities.computeIfAbsent(name, this::describe);
  }

  private MappedEntity describe(String name) {
    var persister = persisters.get(name);
    if (persister == null) {
      throw new IllegalArgumentException(
          "HKS1010: There is no entity '%s': expected a JPA entity name%s."
              .formatted(name, NearestNames.among(name, persisters.keySet())));
    }
    if (rendering.ignored(persister)) {
      throw new IllegalArgumentException(
          "HKS1011: The entity '%s' must be in no event: expected one without @WebhookIgnore."
              .formatted(name));
    }
    return new MappedEntity(name, persister, rendering);
  }

  @Override
  public RenderedValue render(
      Session session, AttributeDescription attribute, @Nullable Object value) {
    return value == null
        ? RenderedValue.NULL
        : mapped(attribute.entity())
            .render(attribute, value, (SharedSessionContractImplementor) session);
  }

  @Override
  public RenderedValue renderElement(
      Session session, AttributeDescription attribute, @Nullable Object element) {
    return element == null
        ? RenderedValue.NULL
        : mapped(attribute.entity())
            .renderElement(attribute, element, (SharedSessionContractImplementor) session);
  }

  @Override
  public @Nullable String keyName(Session session, AttributeDescription attribute, Object key) {
    var entity = mapped(attribute.entity());
    return rendering.key(
        entity.persister(),
        attribute.path(),
        (CollectionType) entity.type(attribute.path()),
        key,
        (SharedSessionContractImplementor) session);
  }

  @Override
  public String schema(AttributeDescription attribute) {
    return ValueSchema.text(attribute.jsonName(), mapped(attribute.entity()).model(attribute));
  }
}
