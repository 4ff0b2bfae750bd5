package io.hookstone.event;

import io.hookstone.change.EntityChange;
import io.hookstone.change.Operation;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What makes a rule fire. Immutable. */
sealed interface RuleTrigger {

  /** Returns the operation in which it can fire. */
  Operation operation();

  /** Whether a change fires it. */
  boolean fires(EntityChange change, Supplier<JsonNode> changes);

  /** An operation, whatever it changed. */
  record OnOperation(Operation operation) implements RuleTrigger {
    @Override
    public boolean fires(EntityChange change, Supplier<JsonNode> changes) {
      return change.operation() == operation;
    }
  }

  /**
   * A property that changes in an update.
   *
   * @param path its names in events, from the entity down
   */
  record OnChange(List<String> path, RuleValues from, RuleValues to) implements RuleTrigger {

    public OnChange {
      path = List.copyOf(path);
    }

    @Override
    public Operation operation() {
      return Operation.UPDATE;
    }

    @Override
    public boolean fires(EntityChange change, Supplier<JsonNode> changes) {
      return change.operation() == Operation.UPDATE
          && change.changes() != null
          && fires(changes.get());
    }

    private boolean fires(JsonNode changes) {
      var property = changes.path(path.get(0));
      if (property.has("from") && property.has("to")) {
        var before = below(property.path("from"));
        var after = below(property.path("to"));
        return !EventJson.same(before, after) && from.match(before) && to.match(after);
      }
      return from.any() && to.any() && collectionChanged(changes);
    }

    /** A collection shows what came and went, one in an embeddable under its whole path. */
    private boolean collectionChanged(JsonNode changes) {
      var joined = String.join(".", path);
      return changes.propertyNames().stream()
          .filter(name -> name.equals(joined) || name.startsWith(joined + "."))
          .anyMatch(name -> !changes.path(name).has("previous"));
    }

    private JsonNode below(JsonNode value) {
      var found = value;
      for (String name : path.subList(1, path.size())) {
        found = found.path(name);
      }
      return found instanceof MissingNode ? tools.jackson.databind.node.NullNode.instance : found;
    }
  }
}
