package io.hookstone.oracle;

import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Where Hookstone and Envers may differ about one entity in one transaction. Each has a row in
 * docs/guarantees.md.
 */
enum LawfulDifference {
  /** Envers counts a change of the other side as one of the inverse side, whose row is the same. */
  INVERSE_SIDE {
    @Override
    boolean explains(Difference difference) {
      return difference.onlyEnversModifies()
          && switch (difference.entity()) {
            case "Ledger" ->
                difference.others("Entry", event -> refersTo(event, difference.id()))
                    || difference.linked();
            case "Club" -> difference.others("Person", event -> true) || difference.linked();
            default -> false;
          };
    }

    private boolean refersTo(WebhookEvent event, String ledger) {
      var reference = "{\"id\":" + ledger + "}";
      return event.data().contains(reference)
          || event.changes().filter(changes -> changes.contains(reference)).isPresent();
    }
  },

  /** Two flushes that undo each other change nothing; Envers merges them to a modification. */
  UNDONE {
    @Override
    boolean explains(Difference difference) {
      return difference.onlyEnversModifies()
          && (difference.did("edit")
              || difference.did("edit collection")
              || difference.did("merge"));
    }
  },

  /**
   * An entity that is removed and persisted again just as it was has not changed. Envers compares
   * objects, also the hidden one of an {@code @IdClass}.
   */
  SAME_SUCCESSOR {
    @Override
    boolean explains(Difference difference) {
      return difference.onlyEnversModifies() && difference.replaced();
    }
  },

  /**
   * Hibernate raises the version for a collection that was touched, even if it then was what it had
   * been. The row has changed; Envers does not audit versions.
   */
  ONLY_VERSION {
    @Override
    boolean explains(Difference difference) {
      return difference.envers() == null
          && difference.ourType() == RevisionType.MOD
          && difference.changes().matches("\\{\"version\":\\{\"from\":\\d+,\"to\":\\d+}}");
    }
  },

  /**
   * Envers takes an entity that is removed and persisted again just as it was for unchanged, and
   * then also drops what happens to it next, even its removal ({@code DelWorkUnit.merge}, Hibernate
   * ORM 7.2 to 7.4). Its row has changed, or is gone, as our event shows.
   */
  FORGOTTEN_SUCCESSOR {
    @Override
    boolean explains(Difference difference) {
      return difference.envers() == null
          && difference.replaced()
          && (difference.ourType() == RevisionType.DEL
              || (difference.ourType() == RevisionType.MOD
                  && difference.changes().length() > "{}".length()));
    }
  },

  /**
   * Where an entity is removed and persisted again, the content of its collections was deleted and
   * inserted; Envers only compares its row.
   */
  COLLECTIONS_OF_A_SUCCESSOR {
    @Override
    boolean explains(Difference difference) {
      return difference.envers() == null
          && difference.replaced()
          && difference.ourType() == RevisionType.MOD
          && difference.changes().equals("{}")
          && List.of("Box", "Truck").contains(difference.entity());
    }
  };

  /**
   * One entity in one transaction.
   *
   * @param ours our event, if any
   * @param envers what Envers has, if anything
   * @param all our events of the transaction
   * @param journal what the transaction did
   * @param sameInEnvers whether Envers has the same row and owned collections as before
   */
  record Difference(
      String entity,
      String id,
      @Nullable WebhookEvent ours,
      @Nullable RevisionType envers,
      Collection<WebhookEvent> all,
      List<String> journal,
      BooleanSupplier sameInEnvers) {

    /** Whether Envers alone has a modification, though the state that it has is the same. */
    boolean onlyEnversModifies() {
      return ours == null && envers == RevisionType.MOD && sameInEnvers.getAsBoolean();
    }

    /** Whether the transaction removed the entity and persisted it again. */
    boolean replaced() {
      return did("persist again")
          || (did("remove") && (did("persist") || did("merge") || did("merge new")));
    }

    /** Whether the transaction changed a link to this entity. */
    boolean linked() {
      var name = entity + "#" + id;
      return journal.stream()
          .anyMatch(did -> did.matches("(add|orphan|move|link) .*\\b" + Pattern.quote(name)));
    }

    /** Whether the transaction did that to this entity. */
    boolean did(String operation) {
      return journal.contains(operation + " " + entity + "#" + id);
    }

    String changes() {
      return ours == null ? "" : ours.changes().orElse("");
    }

    boolean others(String other, Predicate<WebhookEvent> which) {
      return all.stream().anyMatch(event -> event.entity().equals(other) && which.test(event));
    }

    @Nullable RevisionType ourType() {
      return ours == null ? null : type(ours.operation());
    }

    private static RevisionType type(Operation operation) {
      return switch (operation) {
        case CREATE -> RevisionType.ADD;
        case UPDATE -> RevisionType.MOD;
        case DELETE -> RevisionType.DEL;
      };
    }

    boolean lawful() {
      for (LawfulDifference lawful : LawfulDifference.values()) {
        if (lawful.explains(this)) {
          return true;
        }
      }
      return ourType() == envers;
    }

    @Override
    public String toString() {
      return "%s#%s: ours %s, Envers %s%s"
          .formatted(
              entity,
              id,
              ourType(),
              envers,
              ours == null ? "" : " data=" + ours.data() + " changes=" + ours.changes());
    }
  }

  abstract boolean explains(Difference difference);
}
