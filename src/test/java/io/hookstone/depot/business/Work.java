package io.hookstone.depot.business;

import io.hookstone.depot.ledger.Draft;
import io.hookstone.depot.ledger.EntityKey;
import io.hookstone.depot.model.DepotEntity;
import jakarta.persistence.EntityManager;

/**
 * One transaction at work: its entity manager, and the draft in which the services note what they
 * change.
 *
 * <p>Confined to the transaction's thread.
 */
public final class Work {

  private final EntityManager entities;
  private final Draft draft = new Draft();
  private String title = "something";

  Work(EntityManager entities) {
    this.entities = entities;
  }

  /** Says what this transaction does, for the console. */
  void title(String words) {
    title = words;
  }

  String title() {
    return title;
  }

  Draft draft() {
    return draft;
  }

  <E extends DepotEntity> E find(Class<E> type, Object id) {
    E found = entities.find(type, id);
    if (found == null) {
      throw new IllegalStateException("Depot lost " + type.getSimpleName() + " " + id + ".");
    }
    return found;
  }

  /** Persists the entity, which thereby gets its id, and notes it. */
  <E extends DepotEntity> E create(E entity) {
    entities.persist(entity);
    noteCreated(entity);
    return entity;
  }

  /** Persists what is an event of its own, and no mere creation. */
  <E extends DepotEntity> E createAs(String eventType, E entity) {
    E created = create(entity);
    draft.instead(key(entity), eventType);
    return created;
  }

  /** Notes an entity that a cascade persisted. */
  void noteCreated(DepotEntity entity) {
    draft.created(key(entity));
    draft.concerns(key(entity), entity.originId());
  }

  /** Notes an update that is an event of its own besides. */
  void noteUpdatedAs(String eventType, DepotEntity entity) {
    noteUpdated(entity);
    draft.also(key(entity), eventType);
  }

  /** Notes an update; Hibernate finds it by itself when it flushes. */
  void noteUpdated(DepotEntity entity) {
    draft.updated(key(entity));
  }

  void remove(DepotEntity entity) {
    noteDeleted(entity);
    entities.remove(entity);
  }

  /** Notes an entity that a cascade or an orphan removal deletes. */
  void noteDeleted(DepotEntity entity) {
    draft.deleted(key(entity));
  }

  /** Sends what is pending to the database, long before the commit. */
  void flush() {
    entities.flush();
  }

  /** Lets the transaction end in a rollback, without an exception. */
  void discard() {
    entities.getTransaction().setRollbackOnly();
  }

  boolean discarded() {
    return entities.getTransaction().getRollbackOnly();
  }

  private static EntityKey key(DepotEntity entity) {
    Object id = entity.id();
    if (id == null) {
      throw new IllegalStateException(entity.entityName() + " is noted before it has an id.");
    }
    return new EntityKey(entity.entityName(), id.toString());
  }
}
