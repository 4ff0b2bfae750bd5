package io.hookstone.history;

import java.util.Arrays;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.EntitiesConfigurations;
import org.hibernate.envers.internal.revisioninfo.RevisionInfoNumberReader;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.service.UnknownServiceException;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What Envers audits in one session factory, and how it numbers its revisions. Thread-safe; runs no
 * statement.
 *
 * <p>Goes by Envers' own service, whose types are internal but the same in Hibernate ORM 7.2 to
 * 7.4: no public type tells the revision entity.
 */
public final class EnversRevisions {

  private static final String SERVICE = "org.hibernate.envers.boot.internal.EnversService";

  private final EntitiesConfigurations entities;
  private final String revisionEntity;
  private final RevisionInfoNumberReader numbers;

  private EnversRevisions(EnversService envers) {
    entities = envers.getEntitiesConfigurations();
    revisionEntity = envers.getConfig().getRevisionInfo().getRevisionInfoEntityName();
    numbers = envers.getRevisionInfoNumberReader();
  }

  /**
   * Finds Envers.
   *
   * @param sessionFactory a factory that is at least being built, with its mappings complete
   * @return nothing where Envers is not on the class path, is disabled, or audits no entity
   */
  public static Optional<EnversRevisions> of(SessionFactoryImplementor sessionFactory) {
    return onClassPath() ? find(sessionFactory) : Optional.empty();
  }

  private static boolean onClassPath() {
    try {
      Class.forName(SERVICE, false, EnversRevisions.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Optional<EnversRevisions> find(SessionFactoryImplementor sessionFactory) {
    var envers = service(sessionFactory);
    return envers != null
            && envers.isEnabled()
            && envers.isInitialized()
            && envers.getEntitiesConfigurations().hasAuditedEntities()
        ? Optional.of(new EnversRevisions(envers))
        : Optional.empty();
  }

  /** A host that builds its services ahead of time may have left Envers out. */
  private static @Nullable EnversService service(SessionFactoryImplementor sessionFactory) {
    try {
      return sessionFactory.getServiceRegistry().getService(EnversService.class);
    } catch (UnknownServiceException e) {
      return null;
    }
  }

  /** Whether an entity type is audited, in part or as a whole. */
  public boolean audits(EntityPersister persister) {
    return entities.isVersioned(persister.getEntityName());
  }

  /**
   * Whether an entity type belongs to Envers: revisions, the history of an entity, or the history
   * of a collection. Histories are dynamic entities whose id refers to a revision.
   */
  public boolean owns(EntityPersister persister) {
    return isRevision(persister)
        || (persister.getRepresentationStrategy().getMode() == RepresentationMode.MAP
            && persister.getIdentifierType() instanceof CompositeType id
            && Arrays.stream(id.getSubtypes()).anyMatch(this::refersToRevision));
  }

  private boolean refersToRevision(Type type) {
    return type instanceof EntityType association
        && association.getAssociatedEntityName().equals(revisionEntity);
  }

  /** Returns the number of a revision, or null if the entity is not one. */
  public @Nullable Long number(EntityPersister persister, Object entity) {
    return isRevision(persister) ? numbers.getRevisionNumber(entity).longValue() : null;
  }

  private boolean isRevision(EntityPersister persister) {
    return persister.getEntityName().equals(revisionEntity);
  }
}
