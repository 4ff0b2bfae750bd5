package io.hookstone.capture;

import io.hookstone.capture.CurrentRows.Row;
import io.hookstone.change.Operation;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.query.MutationQuery;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Checks and records what the application publishes. Confined to the session's thread. */
final class PublishChanges {

  /** Their previous states are in memory while a bulk statement runs. */
  static final int MAX_MATCHING = 10_000;

  private final SharedSessionContractImplementor session;
  private final EntityPlans plans;
  private final ChangeCapture capture;

  PublishChanges(
      SharedSessionContractImplementor session, EntityPlans plans, ChangeCapture capture) {
    this.session = session;
    this.plans = plans;
    this.capture = capture;
  }

  /** Returns a session as Hibernate sees it, if it is one of this session factory. */
  static SharedSessionContractImplementor own(
      SharedSessionContract session, SessionFactoryImplementor sessionFactory) {
    if (session instanceof SharedSessionContractImplementor implementor
        && implementor.getFactory() == sessionFactory) {
      return implementor;
    }
    throw new IllegalArgumentException(
        "HKS0220: The session belongs to another session factory: expected one of the persistence unit"
            + " of this Hookstone. Ask Hookstone.of with the session's own factory.");
  }

  /** Publishes rows that are there. */
  void present(Class<?> entity, Collection<?> ids, Operation operation, Map<String, ?> previous) {
    checkTransaction();
    var declared = persister(entity);
    var distinct = new LinkedHashSet<Object>();
    ids.forEach(id -> distinct.add(checkId(declared, id)));
    present(declared, new ArrayList<>(distinct), operation, previous);
  }

  void present(Object entity, Operation operation) {
    checkTransaction();
    var declared = persisterOf(entity);
    present(declared, List.of(idOf(declared, entity)), operation, Map.of());
  }

  private void present(
      EntityPersister declared, List<?> ids, Operation operation, Map<String, ?> previous) {
    var rows = CurrentRows.read(declared, ids, session);
    var changes = new ArrayList<Runnable>(ids.size());
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (row == null) {
        throw new IllegalArgumentException(
            ("HKS0226: There is no row of '%s' with the identifier that is published: expected one that the"
                    + " transaction sees. Flush or execute first, then publish; for a delete, call deleted.")
                .formatted(EntityPlans.jpaName(declared)));
      }
      var before = previous.isEmpty() ? null : partialState(row.persister(), previous);
      changes.add(recording(row.persister(), ids.get(i), operation, before));
    }
    changes.forEach(Runnable::run);
  }

  /** Publishes rows that are gone. */
  void absent(Class<?> entity, Collection<?> ids) {
    checkTransaction();
    var persister = concrete(persister(entity));
    var changes = new ArrayList<Runnable>(ids.size());
    ids.forEach(
        id -> changes.add(recording(persister, checkId(persister, id), Operation.DELETE, null)));
    changes.forEach(Runnable::run);
  }

  void absent(Object entity) {
    checkTransaction();
    var persister = concrete(persisterOf(entity));
    var proxy = HibernateProxy.extractLazyInitializer(entity);
    var known = proxy == null ? entity : proxy.isUninitialized() ? null : proxy.getImplementation();
    var plan = planOf(persister);
    var state = known == null ? null : plan.copyOf(persister.getValues(known), session);
    recording(persister, idOf(persister, entity), Operation.DELETE, state).run();
  }

  /**
   * Executes a bulk statement and publishes what it does.
   *
   * @param execution executes it, and returns how many rows it has changed
   */
  int execute(MutationQuery query, IntSupplier execution) {
    checkTransaction();
    var statement = BulkStatement.of(query, session);
    planOf(statement.persister());
    var ids = statement.lockMatching(session, MAX_MATCHING + 1);
    if (ids.size() > MAX_MATCHING) {
      throw new IllegalStateException(
          ("HKS0231: The statement matches more than %d rows of '%s': expected at most as many, because their"
                  + " previous state is kept in memory. Execute it in portions.")
              .formatted(MAX_MATCHING, EntityPlans.jpaName(statement.persister())));
    }
    var before = CurrentRows.read(statement.persister(), ids, session);
    if (before.contains(null)) {
      throw new IllegalStateException(
          ("HKS0233: A row of '%s' that the statement matches cannot be read by its identifier: expected all of"
                  + " them. Nothing was executed. Execute the statement by itself, and publish what it changes.")
              .formatted(EntityPlans.jpaName(statement.persister())));
    }
    int changed = execution.getAsInt();
    if (changed != ids.size()) {
      session.markForRollbackOnly();
      throw new IllegalStateException(
          ("HKS0232: The statement changed %d rows of '%s', and %d were locked for it: expected the same rows."
                  + " Others have committed some in between: roll back and try again.")
              .formatted(changed, EntityPlans.jpaName(statement.persister()), ids.size()));
    }
    for (int i = 0; i < ids.size(); i++) {
      record(Objects.requireNonNull(before.get(i)), ids.get(i), statement.operation());
    }
    return changed;
  }

  private void record(Row before, Object id, Operation operation) {
    if (plans.of(before.persister()) != null) {
      recording(before.persister(), id, operation, before.state()).run();
    }
  }

  private Runnable recording(
      EntityPersister persister,
      Object id,
      Operation operation,
      @Nullable Object @Nullable [] before) {
    var change = PendingChange.published(planOf(persister), persister, id, operation, before);
    return () -> capture.publish(session, persister, change);
  }

  private void checkTransaction() {
    if (session.isClosed()) {
      throw new IllegalStateException(
          "HKS0221: The session is closed: expected an open one. Publish before it is closed.");
    }
    session.getTransactionCoordinator().pulse();
    if (!ChangeCapture.hasTransaction(session)) {
      throw new IllegalStateException(
          "HKS0222: The session has no transaction: expected an active one, which writes rows and events"
              + " together. Begin it before the rows are written.");
    }
  }

  private EntityPlan planOf(EntityPersister persister) {
    var plan = plans.of(persister);
    if (plan == null) {
      throw new IllegalArgumentException(
          ("HKS0224: Changes of '%s' are not captured: expected an entity that is not left out. See"
                  + " hookstone.entities.include, hookstone.entities.exclude and @WebhookIgnore.")
              .formatted(EntityPlans.jpaName(persister)));
    }
    return plan;
  }

  private EntityPersister persister(Class<?> entity) {
    var persister = session.getFactory().getMappingMetamodel().findEntityDescriptor(entity);
    if (persister == null) {
      throw new IllegalArgumentException(
          "HKS0223: '%s' is no entity of this persistence unit: expected an entity class, or an instance of one."
              .formatted(entity.getName()));
    }
    return persister;
  }

  private EntityPersister persisterOf(Object entity) {
    var proxy = HibernateProxy.extractLazyInitializer(entity);
    return proxy == null
        ? persister(entity.getClass())
        : persister(
            proxy.isUninitialized()
                ? proxy.getPersistentClass()
                : proxy.getImplementation().getClass());
  }

  /** A row that is gone cannot be asked what it was. */
  private static EntityPersister concrete(EntityPersister persister) {
    if (persister.isAbstract()) {
      throw new IllegalArgumentException(
          "HKS0228: '%s' is abstract: expected the class of the deleted rows. Publish them by their own classes."
              .formatted(persister.getMappedClass().getName()));
    }
    return persister;
  }

  private Object idOf(EntityPersister persister, Object entity) {
    var proxy = HibernateProxy.extractLazyInitializer(entity);
    return checkId(
        persister,
        proxy == null ? persister.getIdentifier(entity, session) : proxy.getInternalIdentifier());
  }

  private static Object checkId(EntityPersister persister, @Nullable Object id) {
    var type = idType(persister.getIdentifierMapping());
    if (id == null || !boxed(type).isInstance(id)) {
      throw new IllegalArgumentException(
          "HKS0225: An identifier of '%s' is %s: expected an instance of '%s'. Pass the value of the identifier attribute."
              .formatted(
                  EntityPlans.jpaName(persister),
                  id == null ? "null" : "a '" + id.getClass().getName() + "'",
                  type.getName()));
    }
    return id;
  }

  private static Class<?> idType(EntityIdentifierMapping identifier) {
    var idClass =
        identifier instanceof NonAggregatedIdentifierMapping parts
            ? parts.getIdClassEmbeddable()
            : null;
    return (idClass == null ? identifier : idClass).getJavaType().getJavaTypeClass();
  }

  private static @Nullable Object[] partialState(EntityPersister persister, Map<String, ?> values) {
    var names = Arrays.asList(persister.getPropertyNames());
    @Nullable Object[] state = new Object[names.size()];
    Arrays.fill(state, LazyPropertyInitializer.UNFETCHED_PROPERTY);
    values.forEach(
        (name, value) -> {
          int index = names.indexOf(name);
          if (index < 0 || !fits(persister.getPropertyTypes()[index], value)) {
            throw new IllegalArgumentException(
                ("HKS0227: The previous value of '%s.%s' cannot be told: expected a property of the entity that is"
                        + " no collection, and a value of its type. Correct it, or leave it out.")
                    .formatted(EntityPlans.jpaName(persister), name));
          }
          state[index] = value;
        });
    return state;
  }

  private static boolean fits(Type type, @Nullable Object value) {
    return !(type instanceof CollectionType)
        && (value == null || boxed(type.getReturnedClass()).isInstance(value));
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
