package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Graph;
import io.hookstone.capture.model.Graph.Cat;
import io.hookstone.capture.model.Graph.Dog;
import io.hookstone.capture.model.Graph.Parent;
import io.hookstone.capture.model.Item;
import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One event per entity and transaction, with its final state (DESIGN.md, "Capture"). Run once per
 * database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MergedChangesContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Item.class, Graph.Animal.class, Cat.class, Dog.class, Parent.class, Graph.Child.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  /** Commits an item named {@code first} and forgets its event. */
  private long existing() {
    long id = ids.incrementAndGet();
    events.of(session -> session.persist(new Item(id, "first" + id)));
    return id;
  }

  private static void rename(Session session, long id, String name) {
    session.find(Item.class, id).name = name;
    session.flush();
  }

  @Test
  void tellsCreateUpdateAndDelete() {
    long id = ids.incrementAndGet();
    var created = events.of(session -> session.persist(new Item(id, "a" + id)));
    var updated = events.of(session -> session.find(Item.class, id).name = "b" + id);
    var deleted = events.of(session -> session.remove(session.find(Item.class, id)));

    assertThat(summary(created)).containsExactly("item.created " + id);
    assertThat(created.get(0).data())
        .isEqualTo("{\"id\":%d,\"name\":\"a%d\",\"quantity\":null}".formatted(id, id));
    assertThat(created.get(0).changes()).isEmpty();
    assertThat(summary(updated)).containsExactly("item.updated " + id);
    assertThat(updated.get(0).data()).contains("\"name\":\"b" + id + "\"");
    assertThat(updated.get(0).changes())
        .hasValue("{\"name\":{\"from\":\"a%d\",\"to\":\"b%d\"}}".formatted(id, id));
    assertThat(summary(deleted)).containsExactly("item.deleted " + id);
    assertThat(deleted.get(0).data()).contains("\"name\":\"b" + id + "\"");
    assertThat(deleted.get(0).changes()).isEmpty();
  }

  @Test
  void createThenUpdate_isOneCreateWithTheLastState() {
    long id = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              var item = new Item(id, "a" + id);
              session.persist(item);
              session.flush();
              item.name = "b" + id;
              session.flush();
              item.quantity = 3;
            });
    assertThat(summary(created)).containsExactly("item.created " + id);
    assertThat(created.get(0).data()).contains("\"name\":\"b" + id + "\"", "\"quantity\":3");
    assertThat(created.get(0).changes()).isEmpty();
  }

  @Test
  void createThenDelete_isNothing() {
    long id = ids.incrementAndGet();
    assertThat(
            events.of(
                session -> {
                  var item = new Item(id, "a" + id);
                  session.persist(item);
                  session.flush();
                  session.remove(item);
                  session.flush();
                }))
        .isEmpty();
    assertThat(
            events.of(
                session -> {
                  var item = new Item(id, "a" + id);
                  session.persist(item);
                  session.remove(item);
                }))
        .isEmpty();
  }

  @Test
  void updates_areOneUpdateWithFirstOldAndLastNewValues() {
    long id = existing();
    var updated =
        events.of(
            session -> {
              rename(session, id, "second" + id);
              session.find(Item.class, id).quantity = 5;
              session.flush();
              session.clear();
              rename(session, id, "third" + id);
            });
    assertThat(summary(updated)).containsExactly("item.updated " + id);
    assertThat(updated.get(0).data()).contains("\"name\":\"third" + id + "\"", "\"quantity\":5");
    assertThat(updated.get(0).changes())
        .hasValue(
            "{\"name\":{\"from\":\"first%d\",\"to\":\"third%d\"},\"quantity\":{\"from\":null,\"to\":5}}"
                .formatted(id, id));
  }

  @Test
  void updateThereAndBack_isNothing() {
    long id = existing();
    assertThat(
            events.of(
                session -> {
                  rename(session, id, "second" + id);
                  rename(session, id, "first" + id);
                }))
        .isEmpty();
  }

  @Test
  void updatesOfADetachedInstanceAndItsSuccessor_areOneUpdateUnlessTheRowIsAsItWas() {
    for (String last : List.of("first", "second", "third")) {
      var expected = last.equals("first") ? List.of() : List.of("from first to " + last);
      assertThat(told(last, (session, item) -> session.find(Item.class, item.id).name = item.name))
          .as("found again, %s", last)
          .isEqualTo(expected);
      assertThat(told(last, Session::merge)).as("merged, %s", last).isEqualTo(expected);
      assertThat(
              told(
                  last,
                  (session, item) -> {
                    rename(session, item.id, "between" + item.id);
                    session.merge(item);
                  }))
          .as("found again and merged, %s", last)
          .isEqualTo(expected);
    }
  }

  /**
   * Renames an item, detaches it, gives the detached instance its last name, and goes on with that
   * in the same transaction.
   */
  private List<String> told(String last, BiConsumer<Session, Item> then) {
    long id = existing();
    var updated =
        events.of(
            session -> {
              var item = session.find(Item.class, id);
              item.name = "second" + id;
              session.flush();
              session.detach(item);
              item.name = last + id;
              then.accept(session, item);
            });
    assertThat(app.<String>fromTransaction(session -> session.find(Item.class, id).name))
        .isEqualTo(last + id);
    return updated.stream()
        .map(
            event ->
                event
                    .changes()
                    .orElse("")
                    .replace("{\"name\":{\"from\":\"first" + id + "\",", "from first ")
                    .replace("\"to\":\"" + last + id + "\"}}", "to " + last))
        .toList();
  }

  @Test
  void valueSetToItself_isNothing() {
    long id = existing();
    assertThat(events.of(session -> session.find(Item.class, id).name = "first" + id)).isEmpty();
    assertThat(events.of(session -> session.merge(new Item(id, "first" + id)))).isEmpty();
  }

  @Test
  void detachedMerge_saysWhatChanged() {
    long id = existing();
    var updated = events.of(session -> session.merge(new Item(id, "merged" + id)));
    assertThat(updated.get(0).changes())
        .hasValue("{\"name\":{\"from\":\"first%d\",\"to\":\"merged%d\"}}".formatted(id, id));
  }

  @Test
  void updateThenDelete_isOneDeleteWithTheRowAsItWas() {
    long id = existing();
    var deleted =
        events.of(
            session -> {
              rename(session, id, "second" + id);
              session.remove(session.find(Item.class, id));
            });
    assertThat(summary(deleted)).containsExactly("item.deleted " + id);
    assertThat(deleted.get(0).data()).contains("\"name\":\"first" + id + "\"");
  }

  @Test
  void deleteThenCreate_isOneUpdate() {
    long id = existing();
    var updated =
        events.of(
            session -> {
              session.remove(session.find(Item.class, id));
              session.flush();
              session.persist(new Item(id, "again" + id));
            });
    assertThat(summary(updated)).containsExactly("item.updated " + id);
    assertThat(updated.get(0).operation()).isEqualTo(Operation.UPDATE);
    assertThat(updated.get(0).changes())
        .hasValue("{\"name\":{\"from\":\"first%d\",\"to\":\"again%d\"}}".formatted(id, id));
  }

  @Test
  void deleteThenCreateOfTheSameRow_isNothing() {
    long id = existing();
    assertThat(
            events.of(
                session -> {
                  session.remove(session.find(Item.class, id));
                  session.flush();
                  session.persist(new Item(id, "first" + id));
                }))
        .isEmpty();
  }

  @Test
  void deleteThenCreateOfAnotherKind_isBoth() {
    long id = ids.incrementAndGet();
    var dog = new Dog();
    dog.id = id;
    dog.tricks = "roll";
    events.of(session -> session.persist(dog));
    var replaced =
        events.of(
            session -> {
              session.remove(session.find(Dog.class, id));
              session.flush();
              var cat = new Cat();
              cat.id = id;
              cat.lives = 9;
              session.persist(cat);
            });
    assertThat(summary(replaced)).containsExactly("dog.deleted " + id, "cat.created " + id);
    assertThat(replaced.get(0).data()).contains("\"tricks\":\"roll\"");
    assertThat(replaced.get(1).data()).contains("\"lives\":9");
  }

  @Test
  void clearBetween_losesNothing() {
    long one = ids.incrementAndGet();
    long two = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              session.persist(new Item(one, "one" + one));
              session.flush();
              session.clear();
              session.persist(new Item(two, "two" + two));
              session.flush();
              session.clear();
            });
    assertThat(summary(created)).containsExactly("item.created " + one, "item.created " + two);
    assertThat(created)
        .extracting(WebhookEvent::transactionId)
        .containsOnly(created.get(0).transactionId());
  }

  @Test
  void changesAfterAClearWithoutFlush_areNoneOfTheTransaction() {
    long id = existing();
    assertThat(
            events.of(
                session -> {
                  session.find(Item.class, id).name = "never";
                  session.clear();
                }))
        .isEmpty();
  }

  @Test
  void queryWithinTheTransaction_seesAndTellsTheSame() {
    long id = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              session.persist(new Item(id, "queried" + id));
              assertThat(
                      session
                          .createSelectionQuery(
                              "select count(i) from Item i where i.id = :id", Long.class)
                          .setParameter("id", id)
                          .getSingleResult())
                  .isEqualTo(1);
            });
    assertThat(summary(created)).containsExactly("item.created " + id);
  }

  @Test
  void versions_countAsChanges() {
    long id = ids.incrementAndGet();
    events.of(session -> session.persist(new Parent(id, "p")));
    var updated = events.of(session -> session.find(Parent.class, id).name = "q");
    assertThat(updated.get(0).data()).contains("\"version\":1");
    assertThat(updated.get(0).changes())
        .hasValue("{\"name\":{\"from\":\"p\",\"to\":\"q\"},\"version\":{\"from\":0,\"to\":1}}");
  }

  @Test
  void largeTransaction_isSeveralOutboxRowsWithOneTransactionId() {
    var created =
        events.of(
            session -> {
              for (int i = 0; i < 1_200; i++) {
                session.persist(new Item(1_000_000 + i, "large" + i));
              }
            });
    assertThat(created).hasSize(1_200);
    assertThat(created)
        .extracting(WebhookEvent::transactionId)
        .containsOnly(created.get(0).transactionId());
    assertThat(created).extracting(WebhookEvent::entityId).doesNotHaveDuplicates();
    assertThat(created.stream().map(WebhookEvent::entityId).toList())
        .isEqualTo(
            java.util.stream.LongStream.range(1_000_000, 1_001_200)
                .mapToObj(String::valueOf)
                .toList());
  }

  @Test
  void failedTransaction_isNothing() {
    long id = existing();
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      rename(session, id, "second" + id);
                      throw new IllegalStateException("after the flush");
                    }))
        .hasMessage("after the flush");
    assertThat(summary(events.next())).isEqualTo(List.of());
  }
}
