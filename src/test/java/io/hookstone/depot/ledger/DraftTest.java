package io.hookstone.depot.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DraftTest {

  private static final EntityKey ORDER = new EntityKey("Order", "17");

  private final Draft draft = new Draft();

  @Test
  void keepsTheCreation_ofWhatIsCreatedAndUpdated() {
    draft.created(ORDER);
    draft.updated(ORDER);

    assertThat(draft.changes()).containsExactly(new Change(ORDER, Operation.CREATE));
  }

  @Test
  void keepsNothing_ofWhatIsCreatedAndDeleted_butRemembersIt() {
    draft.created(ORDER);
    draft.updated(ORDER);
    draft.deleted(ORDER);

    assertThat(draft.changes()).isEmpty();
    assertThat(draft.vanished()).containsExactly(ORDER);
  }

  @Test
  void keepsOneUpdate_ofMany() {
    draft.updated(ORDER);
    draft.updated(ORDER);

    assertThat(draft.changes()).containsExactly(new Change(ORDER, Operation.UPDATE));
  }

  @Test
  void keepsTheDeletion_ofWhatIsUpdatedAndDeleted() {
    draft.updated(ORDER);
    draft.deleted(ORDER);

    assertThat(draft.changes()).containsExactly(new Change(ORDER, Operation.DELETE));
  }

  @Test
  void keepsAnUpdate_ofWhatIsDeletedAndCreatedAgain() {
    draft.deleted(ORDER);
    draft.created(ORDER);

    assertThat(draft.changes()).containsExactly(new Change(ORDER, Operation.UPDATE));
  }

  @Test
  void replacesACreation_andAddsToAnUpdate() {
    draft.created(ORDER);
    draft.instead(ORDER, "order.placed");
    draft.also(ORDER, "order.changed");
    assertThat(draft.events()).containsExactly(new Event(ORDER, "order.placed"));

    Draft other = new Draft();
    other.updated(ORDER);
    other.also(ORDER, "order.paid");
    assertThat(other.events())
        .containsExactly(new Event(ORDER, "order.updated"), new Event(ORDER, "order.paid"));
    other.deleted(ORDER);
    assertThat(other.events()).containsExactly(new Event(ORDER, "order.deleted"));
  }

  @Test
  void refusesWhatCannotHappen() {
    draft.created(ORDER);
    assertThatThrownBy(() -> draft.created(ORDER)).isInstanceOf(IllegalStateException.class);

    Draft other = new Draft();
    other.deleted(ORDER);
    assertThatThrownBy(() -> other.updated(ORDER)).isInstanceOf(IllegalStateException.class);
  }
}
