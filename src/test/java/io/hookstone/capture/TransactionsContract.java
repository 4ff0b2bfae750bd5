package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Ids;
import io.hookstone.capture.model.Item;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreInsertEventListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What does not commit does not arrive, however it fails. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionsContract {

  private static final String VETOED = "vetoed";

  final TestDatabase database = database();
  final TestApplication app =
      TestApplication.on(database)
          .entities(Item.class, Ids.IdentityItem.class)
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.jdbc.batch_size", "50")
          .start();
  final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @BeforeAll
  void refuseSomeInserts() {
    PreInsertEventListener veto =
        event ->
            (event.getEntity() instanceof Item item && VETOED.equals(item.name))
                || (event.getEntity() instanceof Ids.IdentityItem other
                    && VETOED.equals(other.name));
    app.sessionFactory()
        .unwrap(SessionFactoryImplementor.class)
        .getServiceRegistry()
        .requireService(EventListenerRegistry.class)
        .appendListeners(EventType.PRE_INSERT, veto);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private Item item() {
    long id = ids.incrementAndGet();
    return new Item(id, "item" + id);
  }

  private void arrivesNothing() {
    assertThat(summary(events.next())).isEmpty();
    assertThat(database.count("select count(*) from webhook_outbox")).isZero();
  }

  @Test
  void rollback() {
    try (var session = app.sessionFactory().openSession()) {
      session.beginTransaction();
      session.persist(item());
      session.flush();
      session.getTransaction().rollback();
    }
    arrivesNothing();
  }

  @Test
  void exceptionAfterTheFlush() {
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      session.persist(item());
                      session.flush();
                      throw new IllegalStateException("business");
                    }))
        .hasMessage("business");
    arrivesNothing();
  }

  @Test
  void markedForRollback() {
    try (var session = app.sessionFactory().openSession()) {
      var transaction = session.beginTransaction();
      session.persist(item());
      session.flush();
      transaction.markRollbackOnly();
      transaction.commit();
    }
    arrivesNothing();
  }

  @Test
  void constraintViolationInABatch() {
    var duplicate = item();
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      for (int i = 0; i < 120; i++) {
                        session.persist(item());
                      }
                      session.persist(duplicate);
                      session.persist(new Item(ids.incrementAndGet(), duplicate.name));
                    }))
        .isInstanceOf(RuntimeException.class);
    arrivesNothing();
    assertThat(database.count("select count(*) from Item where name = '" + duplicate.name + "'"))
        .isZero();
  }

  @Test
  void failureBeforeCompletion() {
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      beforeCompletion(
                          session,
                          () -> {
                            throw new IllegalStateException("before completion");
                          });
                      session.persist(item());
                    }))
        .isInstanceOf(RuntimeException.class);
    arrivesNothing();
  }

  @Test
  void changesBeforeCompletion_areToldToo() {
    var early = item();
    var late = item();
    var created =
        events.of(
            session -> {
              session.persist(early);
              beforeCompletion(
                  session,
                  () -> {
                    session.persist(late);
                    session.flush();
                  });
            });
    assertThat(summary(created))
        .containsExactly("item.created " + early.id, "item.created " + late.id);
  }

  private static void beforeCompletion(Session session, Runnable action) {
    session.getTransaction().runBeforeCompletion(action);
  }

  /** A callback of the application that throws keeps Hibernate from calling anybody after it. */
  @Test
  void nextTransactionOfTheSession_tellsItsOwnOnly_alsoIfTheEndOfTheFormerWasNotHeardOf() {
    var never = item();
    var told = item();
    try (var session = app.sessionFactory().openSession()) {
      session.beginTransaction();
      session.persist(never);
      session.flush();
      AfterCompletionCallback broken =
          (success, completed) -> {
            throw new IllegalStateException("broken");
          };
      session
          .unwrap(SharedSessionContractImplementor.class)
          .getTransactionCompletionCallbacks()
          .registerCallback(broken);
      assertThatThrownBy(() -> session.getTransaction().rollback())
          .hasStackTraceContaining("broken");
      session.clear();

      session.beginTransaction();
      session.persist(told);
      session.getTransaction().commit();
    }

    assertThat(summary(events.next())).containsExactly("item.created " + told.id);
    arrivesNothing();
  }

  @Test
  void nextTransactionOfTheSession_tellsItsOwnOnly() {
    var never = item();
    var told = item();
    var alsoTold = item();
    try (var log = CapturedLog.start()) {
      try (var session = app.sessionFactory().openSession()) {
        session.beginTransaction();
        session.persist(never);
        session.flush();
        session.getTransaction().rollback();
        session.clear();

        session.beginTransaction();
        session.persist(told);
        session.getTransaction().commit();
        assertThat(summary(events.next())).containsExactly("item.created " + told.id);

        session.beginTransaction();
        session.persist(alsoTold);
        session.getTransaction().commit();
        assertThat(summary(events.next())).containsExactly("item.created " + alsoTold.id);

        session.beginTransaction();
        session.persist(item());
        session.flush();
        session.getTransaction().rollback();
      }
      assertThat(log.lines()).noneMatch(line -> line.contains("HHH90010101"));
    }
    arrivesNothing();
  }

  @Test
  void sessionsThatShareATransaction_areOneTransaction() {
    var parents = item();
    var childs = item();
    var created =
        events.of(
            session -> {
              session.persist(parents);
              try (var child = session.sessionWithOptions().connection().openSession()) {
                child.persist(childs);
                child.flush();
              }
            });
    assertThat(summary(created))
        .containsExactlyInAnyOrder("item.created " + parents.id, "item.created " + childs.id);
    assertThat(created.get(0).transactionId()).isEqualTo(created.get(1).transactionId());
  }

  @Test
  void vetoedInsert_isNoCreate() {
    var vetoed = new Item(ids.incrementAndGet(), VETOED);
    var told = item();
    var created =
        events.of(
            session -> {
              session.persist(vetoed);
              session.persist(told);
            });
    assertThat(database.count("select count(*) from Item where id = " + vetoed.id)).isZero();
    assertThat(summary(created)).containsExactly("item.created " + told.id);
  }

  @Test
  void vetoedInsertOfAnIdentity_isNoCreate() {
    var vetoed = new Ids.IdentityItem();
    vetoed.name = VETOED;
    assertThatThrownBy(() -> app.inTransaction(session -> session.persist(vetoed)))
        .isInstanceOf(RuntimeException.class);
    arrivesNothing();
  }

  @Test
  void ownRecords_areNoEvents() {
    var created = events.of(session -> session.persist(item()));
    assertThat(created).hasSize(1);
    arrivesNothing();
    assertThat(database.count("select count(*) from webhook_event where entity like 'io.hook%'"))
        .isZero();
  }
}
