package io.hookstone.change;

/**
 * Points at one entity. Immutable.
 *
 * @param entity the JPA entity name, unique within the persistence unit (Jakarta Persistence 3.2,
 *     section 2.1)
 * @param id the identifier as text: a basic id in its JSON form without quotes, a composite id as a
 *     compact JSON object
 * @param eventName how events call the entity; the JPA entity name, unless it has a name for them
 */
public record EntityRef(String entity, String id, String eventName) {

  /** Points at an entity that events call by its JPA entity name. */
  public EntityRef(String entity, String id) {
    this(entity, id, entity);
  }

  public EntityRef {
    if (entity.isBlank()) {
      throw new IllegalArgumentException("Entity name is blank: expected a JPA entity name.");
    }
  }

  @Override
  public String toString() {
    return entity + "#" + id;
  }
}
