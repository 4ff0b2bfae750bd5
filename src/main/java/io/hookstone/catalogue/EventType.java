package io.hookstone.catalogue;

import io.hookstone.change.Operation;
import io.hookstone.event.EventRule;
import io.hookstone.model.EntityModel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One event type that the application can emit. Immutable. */
public final class EventType {

  private final String name;
  private final EntityModel entity;
  private final List<EntityModel> kinds;
  private final Set<Operation> operations;
  private final Optional<EventRule> rule;
  private final Function<String, List<String>> enriched;

  EventType(
      String name,
      EntityModel entity,
      List<EntityModel> kinds,
      Set<Operation> operations,
      Optional<EventRule> rule,
      Function<String, List<String>> enriched) {
    this.name = name;
    this.entity = entity;
    this.kinds = List.copyOf(kinds);
    this.operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
    this.rule = rule;
    this.enriched = enriched;
  }

  /** Returns the event type, such as {@code order.created}. */
  public String name() {
    return name;
  }

  /** Returns the name that events give the entity; a rule's events may be of its subtypes too. */
  public String entity() {
    return entity.eventName();
  }

  /** Returns the operations that it tells of, at least one. */
  public Set<Operation> operations() {
    return operations;
  }

  /** Returns what gives rise to it, for people. */
  public String description() {
    return rule.map(EventRule::description)
        .orElseGet(
            () -> entity.eventName() + " was " + operations.iterator().next().pastTense() + ".");
  }

  /** Returns the JSON Schema (2020-12) of the body in the standard format. */
  public String schema() {
    return new EventSchema(this).text();
  }

  /** Returns a body in the standard format as the schema describes it, with made-up values. */
  public String example() {
    return new EventExample(this).body();
  }

  /** Returns the {@code data} of the example. */
  public String exampleData() {
    return new EventExample(this).data();
  }

  /** Returns the {@code changes} of the example, if it tells what has changed. */
  public Optional<String> exampleChanges() {
    return new EventExample(this).changes().map(EventSchema.MAPPER::writeValueAsString);
  }

  /** Returns the JPA name of an entity that the example is of. */
  public String exampleEntity() {
    return kinds.get(0).entity();
  }

  /** Returns the name that events give the entity that the example is of. */
  public String exampleEventName() {
    return kinds.get(0).eventName();
  }

  /** Whether events of an entity, given its JPA name, can be of this type. */
  public boolean isOf(String jpaName) {
    return kinds.stream().anyMatch(kind -> kind.entity().equals(jpaName));
  }

  /** Returns the entities that its events can be of, at least one. */
  List<EntityModel> kinds() {
    return kinds;
  }

  Optional<EventRule> rule() {
    return rule;
  }

  /** Returns the JSON Schemas of what enrichers add to an entity. */
  List<String> enriched(EntityModel kind) {
    return enriched.apply(kind.entity());
  }

  @Override
  public String toString() {
    return name;
  }
}
