package io.hookstone.event;

import io.hookstone.change.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose words are in order, not yet compared with the entities. Immutable.
 *
 * @param entity as it was written
 * @param entityPosition where it stands, from 1
 * @param when the condition in CEL, or null for none
 * @param instead whether the default event is left out when the rule fires
 */
record ParsedRule(
    String entity,
    int entityPosition,
    List<Trigger> triggers,
    @Nullable String when,
    boolean instead) {

  ParsedRule {
    triggers = List.copyOf(triggers);
  }

  /** A trigger as it was written. */
  sealed interface Trigger {}

  /** An operation. */
  record Happening(Operation operation) implements Trigger {}

  /**
   * A property that changes.
   *
   * @param position where the property stands, from 1
   */
  record Transition(String property, int position, RuleValues from, RuleValues to)
      implements Trigger {}
}
