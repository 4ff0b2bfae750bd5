package io.hookstone.capture;

import io.hookstone.change.Operation;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

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
        PostUpsertEventListener,
        PostCollectionRecreateEventListener,
        PreCollectionUpdateEventListener,
        PostCollectionRemoveEventListener,
        FlushEventListener,
        AutoFlushEventListener {

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

  @Override
  public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
    var collection = event.getCollection();
    // The end of one that had content before is told by its removal.
    if (collection == null || !collection.wasInitialized() || !collection.empty()) {
      collectionChanged(event);
    }
  }

  /** Told before the update, because only then does the collection's entry have the old content. */
  @Override
  public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
    if (!asBefore(event)) {
      collectionChanged(event);
    }
  }

  /**
   * Whether a collection was touched, but has the content that it had. Hibernate looks at the
   * content only of those that were not touched ({@code CollectionEntry.preFlush}).
   */
  private static boolean asBefore(PreCollectionUpdateEvent event) {
    var collection = event.getCollection();
    var session = sessionOf(event);
    var role = collection == null ? null : collection.getRole();
    return collection != null
        && session != null
        && !session.isStateless()
        && role != null
        && collection.wasInitialized()
        && collection.equalsSnapshot(
            session.getFactory().getMappingMetamodel().getCollectionDescriptor(role));
  }

  @Override
  public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
    if (!wasEmpty(event.getCollection())) {
      collectionChanged(event);
    }
  }

  private static boolean wasEmpty(@Nullable PersistentCollection<?> collection) {
    return collection != null
        && collection.wasInitialized()
        && collection.getStoredSnapshot() != null
        && collection.isSnapshotEmpty(collection.getStoredSnapshot());
  }

  /**
   * A collection belongs to its owner, and an owner without a version gets no update event of its
   * own. The inverse side of an association writes no row.
   *
   * <p>A stateless session tells the owner itself whenever it writes its collections, but after
   * them (Hibernate ORM 7.2 to 7.4, {@code StatelessSessionImpl}), so that an insert would look
   * like an update.
   */
  private void collectionChanged(AbstractCollectionEvent event) {
    var session = sessionOf(event);
    var id = event.getAffectedOwnerIdOrNull();
    if (session != null && !session.isStateless() && id != null && owned(event, session)) {
      capture.recordCollection(
          session,
          session
              .getFactory()
              .getMappingMetamodel()
              .getEntityDescriptor(event.getAffectedOwnerEntityName()),
          id,
          event.getAffectedOwnerOrNull());
    }
  }

  /**
   * Whether the owner's side writes the collection. Asked by the collection's role: the event
   * itself knows its persister only since Hibernate ORM 7.4. A collection without a role was never
   * loaded; it goes with its owner, or another one takes its place and tells.
   */
  private static boolean owned(
      AbstractCollectionEvent event, SharedSessionContractImplementor session) {
    var role = event.getCollection() == null ? null : event.getCollection().getRole();
    return role != null
        && !session.getFactory().getMappingMetamodel().getCollectionDescriptor(role).isInverse();
  }

  /** The event of a stateless session has no session (HHH-19523), but its collection does. */
  private static @Nullable SharedSessionContractImplementor sessionOf(
      AbstractCollectionEvent event) {
    return event.getCollection() instanceof AbstractPersistentCollection<?> collection
            && collection.getSession() != null
        ? collection.getSession()
        : event.getSession();
  }

  @Override
  public void onFlush(FlushEvent event) {
    capture.flushed(event.getSession());
  }

  @Override
  public void onAutoFlush(AutoFlushEvent event) {
    capture.flushed(event.getSession());
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
