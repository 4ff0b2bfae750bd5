package io.hookstone.capture;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What capture asks about the revisions that something else, Hibernate Envers, writes in the same
 * transaction. Thread-safe; called during a flush, so it runs no statement.
 */
public interface Auditing {

  /** No entity is audited. */
  Auditing NONE =
      new Auditing() {
        @Override
        public boolean audits(EntityPersister persister) {
          return false;
        }

        @Override
        public boolean owns(EntityPersister persister) {
          return false;
        }

        @Override
        public @Nullable Long revision(EntityPersister persister, Object entity) {
          return null;
        }
      };

  /** Whether changes of an entity type are part of revisions. Asked once per type. */
  boolean audits(EntityPersister persister);

  /**
   * Whether an entity type is the auditing's own, for revisions or for history, so that its rows
   * are no changes of the application. Asked once per type.
   */
  boolean owns(EntityPersister persister);

  /**
   * Returns the number of a revision that was inserted, or null if the entity is not a revision.
   */
  @Nullable Long revision(EntityPersister persister, Object entity);
}
