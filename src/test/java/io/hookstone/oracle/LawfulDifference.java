package io.hookstone.oracle;

import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
      return difference.onlyEnversModifies() && otherSideChanged(difference);
    }
  },

  /**
   * Envers writes such an inverse side as the object in memory is before the commit, also with what
   * was edited and then cleared without a flush.
   */
  CLEARED_INVERSE_SIDE {
    @Override
    boolean explains(Difference difference) {
      return difference.ours() == null
          && difference.envers() == RevisionType.MOD
          && difference.editedAndCleared()
          && otherSideChanged(difference);
    }
  },

  /** Two flushes that undo each other change nothing; Envers merges them to a modification. */
  UNDONE {
    @Override
    boolean explains(Difference difference) {
      return difference.onlyEnversModifies()
          && (difference.did("edit")
              || difference.did("edit collection")
              || difference.did("merge")
              || difference.linked());
    }
  },

  /**
   * An entity that is removed and persisted again just as it was has not changed. Envers compares
   * objects, also the hidden one of an {@code @IdClass}, and the mark for a lazy attribute that was
   * not loaded; and only a single such pair is nothing to it, not a second one.
   */
  SAME_SUCCESSOR {
    @Override
    boolean explains(Difference difference) {
      return difference.onlyEnversModifies()
          && difference.replacements()
              >= (List.of("Seat", "Memo").contains(difference.entity()) ? 1 : 2);
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
   * After such a forgotten update the history is behind the row. The next revision of the entity
   * has what was forgotten, also if its own transaction changes nothing.
   */
  CATCHING_UP {
    @Override
    boolean explains(Difference difference) {
      return difference.ours() == null
          && difference.envers() == RevisionType.MOD
          && difference.audit().asForgotten();
    }
  },

  /**
   * Of an embeddable that is added to a collection and removed again in one transaction, Envers
   * keeps both, and its reader shows it as added; of one that is removed together with its owner,
   * which is then persisted again, it keeps only the addition.
   */
  ADDED_AND_REMOVED {
    @Override
    boolean explains(Difference difference) {
      return difference.ours() == null
          && difference.envers() == RevisionType.MOD
          && difference.did("edit collection")
          && (difference.audit().addedAndRemoved()
              || (difference.replaced() && difference.audit().addedToAMap()));
    }
  };

  /** Whether the other side of a link to the entity has changed, so that its own row need not. */
  static boolean otherSideChanged(Difference difference) {
    return switch (difference.entity()) {
      case "Ledger" ->
          difference.others("Entry", event -> refersTo(event, "{\"id\":" + difference.id() + "}"))
              || difference.linked();
      case "Club" ->
          difference.others(
                  "Person",
                  event ->
                      refersTo(event, "{\"id\":\"" + difference.id() + "\"}")
                          || removedWithoutItsClubs(event))
              || difference.linked();
      default -> false;
    };
  }

  /** A collection that was not loaded is not shown. */
  private static boolean removedWithoutItsClubs(WebhookEvent person) {
    return person.operation() == Operation.DELETE && !person.data().contains("\"clubs\"");
  }

  private static boolean refersTo(WebhookEvent event, String reference) {
    return event.data().contains(reference)
        || event.changes().filter(changes -> changes.contains(reference)).isPresent();
  }

  /** What Envers has of one entity in one revision. Reads when it is asked. */
  interface Audit {
    /** Whether the row and the owned collections are the same as before. */
    boolean same();

    /**
     * Whether nothing is different from before but elements of which the revision has both the
     * addition and the removal.
     */
    boolean addedAndRemoved();

    /** Whether nothing is different from before but what was added to a map of embeddables. */
    boolean addedToAMap();

    /**
     * Whether what is different from before is as the last event told it, of which there is no
     * revision.
     */
    boolean asForgotten();
  }

  /**
   * One entity in one transaction.
   *
   * @param ours our event, if any
   * @param envers what Envers has, if anything
   * @param all our events of the transaction
   * @param journal what the transaction did
   * @param audit what Envers has of the entity
   */
  record Difference(
      String entity,
      String id,
      @Nullable WebhookEvent ours,
      @Nullable RevisionType envers,
      Collection<WebhookEvent> all,
      List<String> journal,
      Audit audit) {

    /** Whether Envers alone has a modification, though the state that it has is the same. */
    boolean onlyEnversModifies() {
      return ours == null && envers == RevisionType.MOD && audit.same();
    }

    /** Returns how often the transaction removed the entity and persisted it again. */
    long replacements() {
      long again =
          journal.stream().filter(did -> did.equals("persist again " + entity + "#" + id)).count();
      return did("remove") && (did("persist") || did("merge") || did("merge new"))
          ? again + 1
          : again;
    }

    boolean replaced() {
      return replacements() > 0;
    }

    /** Whether the transaction changed a link to this entity. */
    boolean linked() {
      var name = entity + "#" + id;
      return journal.stream()
          .anyMatch(
              did -> did.matches("(add|orphan|move|link) (.* )?" + Pattern.quote(name) + "( .*)?"));
    }

    /** Whether the transaction did that to this entity. */
    boolean did(String operation) {
      return journal.contains(operation + " " + entity + "#" + id);
    }

    /** Whether a clear took away an edit of this entity before a flush wrote it. */
    boolean editedAndCleared() {
      boolean edited = false;
      for (String step : journal) {
        if (step.equals("clear") && edited) {
          return true;
        }
        if (step.equals("flush") || step.matches("(detach|persist again) .*")) {
          edited = false;
        }
        edited |= step.equals("edit " + entity + "#" + id);
      }
      return false;
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

    /** Whether there is no difference to explain. */
    boolean none() {
      return ourType() == envers;
    }

    /** Returns the rule that allows it, if any. */
    Optional<LawfulDifference> rule() {
      return Arrays.stream(LawfulDifference.values())
          .filter(rule -> rule.explains(this))
          .findFirst();
    }

    @Override
    public String toString() {
      return "%s#%s: ours %s, Envers %s, %s%s"
          .formatted(
              entity,
              id,
              ourType(),
              envers,
              audit,
              ours == null
                  ? " among " + all.stream().map(event -> event.type() + event.data()).toList()
                  : " data=" + ours.data() + " changes=" + ours.changes());
    }
  }

  abstract boolean explains(Difference difference);
}
