package io.hookstone.capture;

import io.hookstone.change.Operation;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What Hibernate calls when a row was written, or queued for writing. Reads only. Thread-safe.
 *
 * <p>Hibernate ORM 7.2 to 7.4: {@code event.getSession()} returns {@link
 * SharedSessionContractImplementor} since 7.2.
 */
final class ChangeListeners
    implements PostInsertEventListener,
        PostUpdateEventListener,
        PostDeleteEventListener,
        PostUpsertEventListener {

  private static final long serialVersionUID = 1L;

  private final transient ChangeCapture capture;

  ChangeListeners(ChangeCapture capture) {
    this.capture = capture;
  }

  @Override
  public void onPostInsert(PostInsertEvent event) {
    if (vetoed(event)) {
      return;
    }
    capture.record(
        event.getSession(),
        event.getPersister(),
        event.getId(),
        Operation.CREATE,
        event.getEntity(),
        null,
        event.getState());
  }

  @Override
  public void onPostUpdate(PostUpdateEvent event) {
    capture.record(
        event.getSession(),
        event.getPersister(),
        event.getId(),
        Operation.UPDATE,
        event.getEntity(),
        event.getOldState(),
        event.getState());
  }

  @Override
  public void onPostDelete(PostDeleteEvent event) {
    capture.record(
        event.getSession(),
        event.getPersister(),
        event.getId(),
        Operation.DELETE,
        event.getEntity(),
        event.getDeletedState(),
        event.getDeletedState());
  }

  /**
   * The database decides whether an upsert inserts or updates; it is told as an update without
   * previous values.
   */
  @Override
  public void onPostUpsert(PostUpsertEvent event) {
    capture.record(
        event.getSession(),
        event.getPersister(),
        event.getId(),
        Operation.UPDATE,
        event.getEntity(),
        null,
        event.getState());
  }

  /** A PRE_INSERT listener that vetoes leaves no row, but POST_INSERT fires all the same. */
  private static boolean vetoed(PostInsertEvent event) {
    var session = event.getSession();
    if (session.isStateless()) {
      return false;
    }
    var entry = session.getPersistenceContextInternal().getEntry(event.getEntity());
    return entry != null && !entry.isExistsInDatabase();
  }

  @Override
  public boolean requiresPostCommitHandling(EntityPersister persister) {
    return false;
  }
}
