package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Item;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** Nothing is lost: what cannot be announced is not committed. Run once per database. */
abstract class OutboxFailureContract {

  abstract TestDatabase database();

  @Test
  void commitsNothing_whenTheOutboxCannotBeWritten() {
    var database = database();
    try (var app =
        TestApplication.on(database)
            .entities(Item.class)
            .with("hookstone.batch.window", "1ms")
            .start()) {
      database.execute("alter table webhook_outbox rename to elsewhere");

      assertThatThrownBy(() -> app.inTransaction(session -> session.persist(new Item(1, "a"))))
          .isInstanceOf(RuntimeException.class)
          .hasMessageContaining("insert into webhook_outbox");
      assertThat(database.count("select count(*) from Item")).isZero();

      database.execute("alter table elsewhere rename to webhook_outbox");
      var events = new CommittedEvents(database, app);
      assertThat(CommittedEvents.summary(events.of(session -> session.persist(new Item(2, "b")))))
          .containsExactly("item.created 2");
    }
  }
}
