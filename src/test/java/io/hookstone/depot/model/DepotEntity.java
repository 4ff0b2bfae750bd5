package io.hookstone.depot.model;

/** An entity of Depot; its id attribute is called {@code id} everywhere. */
public interface DepotEntity {

  /** The primary key; null until the entity has been persisted, unless it is assigned. */
  Object id();

  /** The location that it concerns, by its id; empty where there is none. */
  default String originId() {
    return "";
  }

  /** The JPA entity name. Called through a proxy, it still answers for the entity behind it. */
  default String entityName() {
    return getClass().getSimpleName();
  }
}
