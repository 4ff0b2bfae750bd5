package io.hookstone.oracle;

import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the rows of one entity and its event may differ. Each has a row in docs/guarantees.md. */
enum LawfulRow {
  /**
   * A bulk statement wrote the rows, and was counted as a statement without events. If it has
   * neither inserted nor deleted the entity, it explains no difference about whether that exists.
   */
  COUNTED_BULK_STATEMENT {
    @Override
    boolean explains(Comparison comparison) {
      return comparison.footprint() != null
          && comparison.footprint().bulk()
          && (comparison.footprint().bulkExistence() || comparison.atMostUpdated())
          && comparison.counted().containsKey(comparison.subject().entity());
    }
  },

  /** An upsert may insert; it is told as an update. */
  UPSERT {
    @Override
    boolean explains(Comparison comparison) {
      return comparison.did("upsert")
          && comparison.operation() != comparison.expected()
          && (comparison.operation() == Operation.UPDATE
              || comparison.operation() == Operation.DELETE);
    }
  },

  /**
   * What writes without knowing what was there may write the same: a stateless session, and a lazy
   * attribute that was not loaded. The event says that previous values are unknown.
   */
  PREVIOUS_UNKNOWN {
    @Override
    boolean explains(Comparison comparison) {
      return comparison.footprint() != null
          && comparison.expected() == null
          && comparison.operation() == Operation.UPDATE
          && comparison.previousUnknown();
    }
  },

  /** An entity of another class took the id: one is deleted, another created. */
  OTHER_CLASS {
    @Override
    boolean explains(Comparison comparison) {
      return comparison.footprint() != null
          && comparison.footprint().replaced()
          && comparison.events().size() == 2
          && !comparison.events().get(0).entity().equals(comparison.events().get(1).entity())
          && comparison.events().stream()
              .map(WebhookEvent::operation)
              .collect(Collectors.toSet())
              .equals(Set.of(Operation.CREATE, Operation.DELETE));
    }
  };

  /**
   * One entity in one transaction.
   *
   * @param footprint null if none of its rows was written
   * @param events as a rule one
   * @param counted statements without events, by the roots of their entities
   */
  record Comparison(
      Tables.Subject subject,
      @Nullable Footprint footprint,
      List<WebhookEvent> events,
      Map<String, Long> counted,
      List<String> journal) {

    @Nullable Operation expected() {
      return footprint == null ? null : footprint.operation();
    }

    @Nullable Operation operation() {
      return events.size() == 1 ? events.get(0).operation() : null;
    }

    /** Whether rows and event agree that the entity was neither created nor deleted. */
    boolean atMostUpdated() {
      return events.size() < 2
          && (expected() == null || expected() == Operation.UPDATE)
          && (operation() == null || operation() == Operation.UPDATE);
    }

    /** Whether the transaction did that to the entity that an event tells of. */
    boolean did(String operation) {
      return events.stream()
          .anyMatch(
              event -> journal.contains(operation + " " + event.entity() + "#" + event.entityId()));
    }

    boolean previousUnknown() {
      return events.stream()
          .anyMatch(
              event ->
                  event.previousUnknown()
                      || event.changes().orElse("").contains("\"previous\":\"unknown\""));
    }

    /** Whether there is no difference to explain. An event without any row is invented. */
    boolean none() {
      return events.size() < 2 && expected() == operation();
    }

    Optional<LawfulRow> rule() {
      return Arrays.stream(values()).filter(rule -> rule.explains(this)).findFirst();
    }

    @Override
    public String toString() {
      return subject
          + ": rows "
          + footprint
          + ", events "
          + events.stream()
              .map(event -> event.operation() + " " + event.data() + " " + event.changes())
              .toList();
    }
  }

  abstract boolean explains(Comparison comparison);
}
