package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Item;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class TransactionsPostgresIT extends TransactionsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Test
  void failureOfTheCommitItself() {
    database.execute(
        "alter table Item add constraint late unique (quantity) deferrable initially deferred");
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      for (int i = 0; i < 2; i++) {
                        var item = new Item(i, "late" + i);
                        item.quantity = 1;
                        session.persist(item);
                      }
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(events.next()).isEmpty();
    assertThat(database.count("select count(*) from Item where name like 'late%'")).isZero();
    assertThat(database.count("select count(*) from webhook_outbox")).isZero();
  }
}
