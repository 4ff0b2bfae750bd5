package io.hookstone.event;

import io.hookstone.change.EntityChange;
import io.hookstone.change.Operation;
import io.hookstone.expression.Condition;
import io.hookstone.model.EntityModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes an event type of its own from changes of an entity. Immutable. */
public final class EventRule {

  private final String type;
  private final EntityModel entity;
  private final List<RuleTrigger> triggers;
  private final Optional<Condition> when;
  private final boolean instead;
  private final String description;

  /**
   * A change of a property.
   *
   * @param property its name in events
   * @param from values that it may have had; empty for any
   * @param to values that it may get; empty for any
   */
  public record Transition(String property, List<String> from, List<String> to) {}

  EventRule(
      RuleText text,
      EntityModel entity,
      List<RuleTrigger> triggers,
      Optional<Condition> when,
      boolean instead) {
    this.type = text.type();
    this.entity = entity;
    this.triggers = List.copyOf(triggers);
    this.when = when;
    this.instead = instead;
    this.description = text.entity() == null ? text.text() : text.entity() + ": " + text.text();
  }

  /** Returns the event type. */
  public String type() {
    return type;
  }

  /** Returns the entity, whose subtypes it is for too. */
  public EntityModel entity() {
    return entity;
  }

  /** Returns the operations that it can tell of. */
  public Set<Operation> operations() {
    var operations = EnumSet.noneOf(Operation.class);
    triggers.forEach(trigger -> operations.add(trigger.operation()));
    return operations;
  }

  /** Returns the rule as it was written. */
  public String description() {
    return description;
  }

  /** Whether the default event of an operation never comes because of it. */
  public boolean alwaysInsteadOf(Operation operation) {
    return instead && when.isEmpty() && triggers.contains(new RuleTrigger.OnOperation(operation));
  }

  /** Returns a change of a property of the entity itself that fires it, for an example. */
  public Optional<Transition> transition() {
    return triggers.stream()
        .filter(RuleTrigger.OnChange.class::isInstance)
        .map(RuleTrigger.OnChange.class::cast)
        .filter(change -> change.path().size() == 1)
        .findFirst()
        .map(
            change ->
                new Transition(change.path().get(0), texts(change.from()), texts(change.to())));
  }

  private static List<String> texts(RuleValues values) {
    return values.literals().stream()
        .filter(literal -> !literal.isNull())
        .map(RuleValues.Literal::text)
        .toList();
  }

  /** Whether its event takes the place of the default event of the same change. */
  boolean replaces(String defaultType) {
    return type.equals(defaultType);
  }

  boolean instead() {
    return instead;
  }

  boolean fires(EntityChange change, EventFacts facts) {
    for (RuleTrigger trigger : triggers) {
      if (trigger.fires(change, facts::changes)) {
        return when.isEmpty() || when.get().holds(facts.variablesOf(type));
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return type + "=" + description;
  }
}
