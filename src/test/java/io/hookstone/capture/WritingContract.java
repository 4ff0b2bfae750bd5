package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Graph.Child;
import io.hookstone.capture.model.Graph.Parent;
import io.hookstone.capture.model.Ids;
import io.hookstone.capture.model.Item;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways of writing with sessions and entity managers. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WritingContract {

  private final TestDatabase database = database();
  private final TestApplication app = start("0");
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;

  abstract TestDatabase database();

  private TestApplication start(String batchSize) {
    return TestApplication.on(database)
        .entities(Item.class, Parent.class, Child.class, Ids.IdentityItem.class)
        .with("hookstone.batch.window", "1ms")
        .with("hibernate.jdbc.batch_size", batchSize)
        .with("hibernate.jdbc.batch_versioned_data", "true")
        .with("hibernate.order_inserts", "true")
        .with("hibernate.order_updates", "true")
        .start();
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private long item() {
    long id = ++ids;
    events.of(session -> session.persist(new Item(id, "item" + id)));
    return id;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "50"})
  void batchSize_makesNoDifference(String size) {
    try (var batching = start(size)) {
      var told = new CommittedEvents(database, batching);
      told.next();
      long from = ids + 1;
      ids += 120;
      var created =
          told.of(
              session -> {
                for (long id = from; id < from + 120; id++) {
                  session.persist(id % 2 == 0 ? new Item(id, "b" + id) : new Parent(id, "b" + id));
                }
                session.persist(new Ids.IdentityItem());
              });
      assertThat(created).hasSize(121).allMatch(event -> event.operation().name().equals("CREATE"));
      var updated =
          told.of(
              session -> {
                for (long id = from; id < from + 120; id++) {
                  if (id % 2 == 0) {
                    session.find(Item.class, id).quantity = 1;
                  } else {
                    session.find(Parent.class, id).name = "x" + id;
                  }
                }
              });
      assertThat(updated).hasSize(120);
      assertThat(updated)
          .filteredOn(event -> event.entity().equals("Parent"))
          .hasSize(60)
          .allMatch(event -> event.changes().orElseThrow().contains("\"version\":{\"from\":0"));
      var deleted =
          told.of(
              session -> {
                for (long id = from; id < from + 120; id++) {
                  Object entity =
                      id % 2 == 0 ? session.find(Item.class, id) : session.find(Parent.class, id);
                  session.remove(entity);
                }
              });
      assertThat(deleted).hasSize(120).allMatch(event -> event.type().endsWith(".deleted"));
    } finally {
      // What was told here is none of the other tests'.
      assertThat(events.next()).isNotEmpty();
    }
  }

  @Test
  void entityManagers_areToldLikeSessions() {
    long id = ++ids;
    var factory = app.sessionFactory();
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      entities.persist(new Item(id, "em" + id));
      entities.getTransaction().commit();
      assertThat(summary(events.next())).containsExactly("item.created " + id);
      entities.getTransaction().begin();
      entities.find(Item.class, id).quantity = 7;
      entities.getTransaction().commit();
      var updated = events.next();
      assertThat(summary(updated)).containsExactly("item.updated " + id);
      assertThat(updated.get(0).changes()).hasValue("{\"quantity\":{\"from\":null,\"to\":7}}");
      entities.getTransaction().begin();
      entities.remove(entities.find(Item.class, id));
      entities.getTransaction().commit();
      assertThat(summary(events.next())).containsExactly("item.deleted " + id);
    }
  }

  @Test
  void refreshAndDetach_takeBackWhatWasNotFlushed() {
    long refreshed = item();
    long detached = item();
    var told =
        events.of(
            session -> {
              var one = session.find(Item.class, refreshed);
              one.name = "never";
              session.refresh(one);
              var two = session.find(Item.class, detached);
              two.name = "never";
              session.detach(two);
            });
    assertThat(told).isEmpty();
  }

  @Test
  void mergeOfANewEntity_isACreateWithItsWholeState() {
    long id = ++ids;
    var detached = new Item(id, "merged" + id);
    detached.quantity = 3;
    var created = events.of(session -> session.merge(detached));
    assertThat(summary(created)).containsExactly("item.created " + id);
    assertThat(created.get(0).data())
        .isEqualTo("{\"id\":%d,\"name\":\"merged%d\",\"quantity\":3}".formatted(id, id));
    assertThat(events.of(session -> session.merge(detached))).as("nothing has changed").isEmpty();
    var identity = new Ids.IdentityItem();
    identity.name = "whole";
    assertThat(only(events.of(session -> session.merge(identity))).data())
        .contains("\"name\":\"whole\"");
  }

  @Test
  void forcedIncrementOfAVersion_isNotTold() {
    long id = ++ids;
    events.of(session -> session.persist(new Parent(id, "p")));
    for (var mode :
        List.of(
            LockModeType.OPTIMISTIC_FORCE_INCREMENT, LockModeType.PESSIMISTIC_FORCE_INCREMENT)) {
      assertThat(events.of(session -> session.find(Parent.class, id, mode)))
          .as("%s: Hibernate has no event for it", mode)
          .isEmpty();
    }
    assertThat(database.count("select version from Parent where id = " + id)).isEqualTo(2);
    var updated = only(events.of(session -> session.find(Parent.class, id).name = "q"));
    assertThat(updated.changes().orElseThrow()).contains("\"version\":{\"from\":2,\"to\":3}");
  }

  @Test
  void whatWasFlushedBeforeASavepointWasRolledBack_isToldAllTheSame() {
    long kept = ++ids;
    long undone = ++ids;
    var told =
        events.of(
            session -> {
              session.persist(new Item(kept, "kept" + kept));
              session.flush();
              session.doWork(
                  connection -> {
                    var savepoint = connection.setSavepoint();
                    session.persist(new Item(undone, "undone" + undone));
                    session.flush();
                    connection.rollback(savepoint);
                  });
            });
    assertThat(database.count("select count(*) from Item where id = " + undone)).isZero();
    assertThat(summary(told))
        .as("Hibernate does not know of savepoints")
        .containsExactly("item.created " + kept, "item.created " + undone);
  }

  @Test
  void eventsKeepTheOrderOfTheirStatements() {
    long gone = item();
    long changed = item();
    long fresh = ++ids;
    var told =
        events.of(
            session -> {
              session.remove(session.find(Item.class, gone));
              session.find(Item.class, changed).quantity = 9;
              session.persist(new Item(fresh, "fresh" + fresh));
            });
    assertThat(summary(told))
        .as("Hibernate inserts, updates and then deletes")
        .containsExactly(
            "item.created " + fresh, "item.updated " + changed, "item.deleted " + gone);
  }

  @Test
  void readOnlyEntities_areNotUpdated() {
    long id = item();
    assertThat(
            events.of(
                session -> {
                  Session reader = session;
                  reader.setDefaultReadOnly(true);
                  reader.find(Item.class, id).name = "never";
                }))
        .isEmpty();
  }

  private static WebhookEvent only(List<WebhookEvent> events) {
    assertThat(summary(events)).hasSize(1);
    return events.get(0);
  }
}
