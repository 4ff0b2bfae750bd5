package io.hookstone.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All captured entities of a persistence unit. Immutable. */
public final class EntityModels {

  private final Map<String, EntityModel> byEntity = new LinkedHashMap<>();

  /** Makes the model of entities, each with a JPA name of its own. */
  public EntityModels(Collection<EntityModel> entities) {
    entities.forEach(entity -> byEntity.put(entity.entity(), entity));
  }

  /** Returns all entities, abstract ones included, by their names. */
  public List<EntityModel> all() {
    return byEntity.values().stream()
        .sorted(java.util.Comparator.comparing(EntityModel::entity))
        .toList();
  }

  /** Finds an entity by its JPA name. */
  public Optional<EntityModel> entity(String jpaName) {
    return Optional.ofNullable(byEntity.get(jpaName));
  }

  /** Finds an entity by its JPA name, or else by the name that events give it. */
  public Optional<EntityModel> named(String name) {
    return entity(name)
        .or(() -> byEntity.values().stream().filter(e -> e.eventName().equals(name)).findFirst());
  }

  /** Returns the names under which entities are found. */
  public List<String> names() {
    return byEntity.values().stream()
        .flatMap(entity -> Stream.of(entity.entity(), entity.eventName()))
        .distinct()
        .toList();
  }

  /** Returns the entities of which there can be instances, that are this one or extend it. */
  public List<EntityModel> kindsOf(EntityModel entity) {
    return all().stream()
        .filter(other -> other.instantiable() && other.is(entity.entity()))
        .toList();
  }
}
