package io.hookstone.capture;

import io.hookstone.change.EntityChange;
import io.hookstone.change.Operation;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Renders an entity that an application holds as if it had been captured now, without initialising
 * anything. Immutable.
 */
public final class EntityRendering {

  private final EntityPlan plan;
  private final EntityPersister persister;
  private final Object entity;

  private EntityRendering(EntityPlan plan, EntityPersister persister, Object entity) {
    this.plan = plan;
    this.persister = persister;
    this.entity = entity;
  }

  /**
   * Takes an entity: managed, detached or new.
   *
   * @throws IllegalArgumentException if it is none, its changes are not captured, or it is a proxy
   *     that is not initialised
   */
  static EntityRendering of(
      EntityPlans plans, SharedSessionContractImplementor session, Object given) {
    var proxy = HibernateProxy.extractLazyInitializer(given);
    if (proxy != null && proxy.isUninitialized()) {
      throw new IllegalArgumentException(
          "HKS0416: The entity '%s' is a proxy that is not initialised: expected an entity with its state. Load it first."
              .formatted(proxy.getEntityName()));
    }
    var entity = proxy == null ? given : proxy.getImplementation();
    var persister = persister(session, entity);
    var plan = persister == null ? null : plans.of(persister);
    if (persister == null || plan == null) {
      throw new IllegalArgumentException(
          "HKS0415: '%s' is no captured entity: expected an instance of a mapped class that is not excluded."
              .formatted(entity.getClass().getName()));
    }
    return new EntityRendering(plan, persister, entity);
  }

  private static @Nullable EntityPersister persister(
      SharedSessionContractImplementor session, Object entity) {
    SessionFactoryImplementor factory = session.getFactory();
    var mapped = factory.getMappingMetamodel().findEntityDescriptor(entity.getClass().getName());
    return mapped == null ? null : session.getEntityPersister(null, entity);
  }

  /** Returns the JPA name. */
  public String entity() {
    return plan.entity();
  }

  /** Returns the tenant of an entity that has one. */
  public Optional<String> tenantId() {
    var generators = persister.getGenerators();
    for (int i = 0; i < generators.length; i++) {
      if (generators[i] instanceof TenantIdGeneration) {
        return Optional.ofNullable(persister.getValue(entity, i)).map(String::valueOf);
      }
    }
    return Optional.empty();
  }

  /**
   * Renders the entity's state.
   *
   * @throws IllegalArgumentException if it has no identifier yet
   */
  public EntityChange render(Operation operation, SharedSessionContractImplementor session) {
    var id = persister.getIdentifier(entity, session);
    if (id == null) {
      throw new IllegalArgumentException(
          "HKS0417: The entity '%s' has no identifier: expected one, as an event is of a certain entity. Persist it first."
              .formatted(plan.entity()));
    }
    return ChangeRenderer.state(plan, operation, id, persister.getValues(entity), session);
  }
}
