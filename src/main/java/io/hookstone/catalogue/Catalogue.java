package io.hookstone.catalogue;

import io.hookstone.change.Operation;
import io.hookstone.event.EventRule;
import io.hookstone.event.EventRules;
import io.hookstone.event.EventTypes;
import io.hookstone.model.EntityModel;
import io.hookstone.model.EntityModels;
import io.hookstone.text.NearestNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The event types that this application can emit: the defaults of the captured entities, and those
 * of rules. Immutable.
 */
public final class Catalogue {

  private final EntityModels entities;
  private final Map<String, EventType> types = new TreeMap<>();

  /**
   * Makes the catalogue.
   *
   * @param enriched returns what enrichers add to an entity, given its JPA name, as JSON Schemas
   */
  public Catalogue(
      EntityModels entities, EventRules rules, Function<String, List<String>> enriched) {
    this.entities = entities;
    for (EntityModel entity : entities.all()) {
      if (entity.instantiable()) {
        addDefaults(entity, rules.of(entity.entity()), enriched);
      }
    }
    for (EventRule rule : rules.all()) {
      var kinds = entities.kindsOf(rule.entity());
      if (!kinds.isEmpty()) {
        types.put(
            rule.type(),
            new EventType(
                rule.type(), rule.entity(), kinds, rule.operations(), Optional.of(rule), enriched));
      }
    }
  }

  private void addDefaults(
      EntityModel entity, List<EventRule> rules, Function<String, List<String>> enriched) {
    for (Operation operation : Operation.values()) {
      if (rules.stream().noneMatch(rule -> rule.alwaysInsteadOf(operation))) {
        var name = EventTypes.defaultType(entity.eventName(), operation);
        types.put(
            name,
            new EventType(
                name, entity, List.of(entity), Set.of(operation), Optional.empty(), enriched));
      }
    }
  }

  /** Returns all event types by name. */
  public List<EventType> types() {
    return List.copyOf(types.values());
  }

  /** Returns an event type. */
  public Optional<EventType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /**
   * Returns an event type.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public EventType required(String name) {
    return type(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "HKS0413: There is no event type '%s'. %s"
                        .formatted(name, NearestNames.advice(name, types.keySet()))));
  }

  /** Returns a captured entity by its JPA name. */
  Optional<EntityModel> entity(String jpaName) {
    return entities.entity(jpaName);
  }
}
