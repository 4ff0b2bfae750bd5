package io.hookstone.capture;

import io.hookstone.model.EntityModel;
import io.hookstone.model.EntityModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The capture plans of all entity types of one session factory, each made at its first change.
 * Thread-safe.
 */
final class EntityPlans {

  private static final Logger LOG = Logger.getLogger(EntityPlans.class);
  private static final String OWN_PACKAGE = "io.hookstone.";

  private final CaptureScope scope;
  private final Auditing auditing;
  private final ConcurrentMap<EntityPersister, Optional<EntityPlan>> plans =
      new ConcurrentHashMap<>();

  EntityPlans(CaptureScope scope, Auditing auditing) {
    this.scope = scope;
    this.auditing = auditing;
  }

  /** Returns the plan of an entity type, or null if its changes are not captured. */
  @Nullable EntityPlan of(EntityPersister persister) {
    var known = plans.get(persister);
    return (known != null ? known : plans.computeIfAbsent(persister, this::plan)).orElse(null);
  }

  private Optional<EntityPlan> plan(EntityPersister persister) {
    var entity = jpaName(persister);
    var eventName = eventName(persister);
    return isOurs(entity)
            || ignored(persister)
            || auditing.owns(persister)
            || !scope.includesEntity().test(entity, eventName)
            || hasSecretIdentifier(persister, entity)
        ? Optional.empty()
        : Optional.of(
            EntityPlan.of(persister, entity, eventName, scope, auditing.audits(persister)));
  }

  /** An event cannot be without its identifier. Asked, and said, once per entity type. */
  private boolean hasSecretIdentifier(EntityPersister persister, String entity) {
    var secret = SecretIdentifier.of(persister, entity, scope);
    secret.ifPresent(
        name ->
            LOG.warnf(
                "HKS0215: Changes of an entity are not captured: its identifier looks like a secret, and is in"
                    + " each event. Add the entity to hookstone.entities.exclude; or, if the identifier is none,"
                    + " list your own patterns in hookstone.properties.exclude, after !defaults."
                    + " entity=%s identifier=%s",
                entity, name));
    return secret.isPresent();
  }

  static boolean ignored(EntityPersister persister) {
    var type = mappedClass(persister);
    return type != null && type.isAnnotationPresent(WebhookIgnore.class);
  }

  /**
   * Our entities carry their class name as their JPA name, so that they never clash with an
   * application's.
   */
  private static boolean isOurs(String entity) {
    return entity.startsWith(OWN_PACKAGE);
  }

  /**
   * Looks at all captured entities, and logs what is left out of events by default.
   *
   * @return what keeps the session factory from starting, a message each; may be empty
   */
  List<String> review(SessionFactoryImplementor factory) {
    var review = new ModelReview(factory, scope);
    factory
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            persister -> {
              var plan = of(persister);
              if (plan != null && !review.look(persister, plan)) {
                plans.put(persister, Optional.empty());
              }
            });
    if (review.problems().isEmpty()) {
      review.logWhatIsLeftOut();
    }
    return review.problems();
  }

  /** Describes all captured entities as events show them. */
  EntityModels models(SessionFactoryImplementor factory) {
    var models = new ArrayList<EntityModel>();
    factory
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            persister -> {
              var plan = of(persister);
              if (plan != null) {
                models.add(new EntityModelReader(factory, persister, plan).read());
              }
            });
    return new EntityModels(models);
  }

  /**
   * Returns the captured entities by the tables that hold them and their collections, in lower case
   * and without schema. A table of several entities stands for the root of their hierarchy.
   */
  Map<String, String> tables(MappingMetamodelImplementor model) {
    var tables = new HashMap<String, String>();
    model.forEachEntityDescriptor(
        persister -> {
          if (of(persister) != null) {
            var root = jpaName(model.getEntityDescriptor(persister.getRootEntityName()));
            for (var space : persister.getPropertySpaces()) {
              tables.putIfAbsent(UncapturedStatements.unqualified(space), root);
            }
          }
        });
    model.forEachCollectionDescriptor(
        collection -> {
          if (!collection.isInverse() && of(collection.getOwnerEntityPersister()) != null) {
            var owner = jpaName(collection.getOwnerEntityPersister());
            for (var space : collection.getCollectionSpaces()) {
              tables.putIfAbsent(UncapturedStatements.unqualified(String.valueOf(space)), owner);
            }
          }
        });
    return tables;
  }

  /** Returns the name that events give to an entity: its own for them, or else the JPA name. */
  static String eventName(EntityPersister persister) {
    var type = mappedClass(persister);
    var named = type == null ? null : type.getDeclaredAnnotation(WebhookEntity.class);
    return named == null ? jpaName(persister) : named.name();
  }

  /** A dynamic entity has no class. */
  static @Nullable Class<?> mappedClass(EntityPersister persister) {
    return persister.getMappedClass();
  }

  /** Returns the JPA name; a dynamic entity that has none goes by Hibernate's entity name. */
  static String jpaName(EntityPersister persister) {
    var name = persister.getJpaEntityName();
    return name == null ? persister.getEntityName() : name;
  }
}
