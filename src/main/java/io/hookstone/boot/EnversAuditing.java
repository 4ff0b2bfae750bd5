package io.hookstone.boot;

import io.hookstone.capture.Auditing;
import io.hookstone.history.EnversRevisions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Tells capture what Envers audits. Thread-safe. */
record EnversAuditing(EnversRevisions revisions) implements Auditing {

  static Auditing of(SessionFactoryImplementor sessionFactory) {
    return EnversRevisions.of(sessionFactory).<Auditing>map(EnversAuditing::new).orElse(NONE);
  }

  @Override
  public boolean audits(EntityPersister persister) {
    return revisions.audits(persister);
  }

  @Override
  public boolean owns(EntityPersister persister) {
    return revisions.owns(persister);
  }

  @Override
  public @Nullable Long revision(EntityPersister persister, Object entity) {
    return revisions.number(persister, entity);
  }
}
