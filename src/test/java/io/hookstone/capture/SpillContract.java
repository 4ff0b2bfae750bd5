package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Document;
import io.hookstone.capture.model.Item;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a transaction tells that is too large for memory (docs/guarantees.md, "One event per entity
 * and transaction"). Run once per database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpillContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Item.class, Document.class)
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.jdbc.batch_size", 50)
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private long existing() {
    long id = ids.incrementAndGet();
    events.of(session -> session.persist(new Item(id, "first" + id)));
    return id;
  }

  /** As many creations as memory should hold, which are none of what a test is about. */
  private void fill(Session session) {
    fill(session::persist);
    session.flush();
    session.clear();
  }

  private void fill(Consumer<Object> insert) {
    for (int i = 0; i < ChangeRecorder.SPILL_THRESHOLD; i++) {
      long id = 1_000_000 + ids.incrementAndGet();
      insert.accept(new Item(id, "filler" + id));
    }
  }

  private static long outboxRows(SharedSessionContract session) {
    return session
        .createNativeQuery("select count(*) from webhook_outbox", Long.class)
        .getSingleResult();
  }

  /** Runs work before and after a spill, and returns the events of the entities in question. */
  private List<WebhookEvent> around(Consumer<Session> before, Consumer<Session> after) {
    var all =
        events.of(
            session -> {
              before.accept(session);
              session.flush();
              fill(session);
              assertThat(outboxRows(session)).as("has spilled").isPositive();
              after.accept(session);
            });
    assertThat(all)
        .extracting(WebhookEvent::transactionId)
        .containsOnly(all.get(0).transactionId());
    return all.stream().filter(event -> Long.parseLong(event.entityId()) < 1_000_000).toList();
  }

  @Test
  void createdBefore_updatedAfter_isBoth() {
    long id = ids.incrementAndGet();
    var told =
        around(
            session -> session.persist(new Item(id, "a" + id)),
            session -> session.find(Item.class, id).name = "b" + id);

    assertThat(summary(told)).containsExactly("item.created " + id, "item.updated " + id);
    assertThat(told.get(0).data()).contains("\"name\":\"a" + id + "\"");
    assertThat(told.get(1).changes())
        .hasValue("{\"name\":{\"from\":\"a%d\",\"to\":\"b%d\"}}".formatted(id, id));
  }

  @Test
  void createdBefore_deletedAfter_isBoth() {
    long id = ids.incrementAndGet();
    var told =
        around(
            session -> session.persist(new Item(id, "a" + id)),
            session -> session.remove(session.find(Item.class, id)));

    assertThat(summary(told)).containsExactly("item.created " + id, "item.deleted " + id);
  }

  @Test
  void updatedBeforeAndAfter_isTwoUpdates_eachWithItsOwnChanges() {
    long id = existing();
    var told =
        around(
            session -> session.find(Item.class, id).name = "second" + id,
            session -> session.find(Item.class, id).name = "third" + id);

    assertThat(told)
        .extracting(event -> event.changes().orElse(""))
        .containsExactly(
            "{\"name\":{\"from\":\"first%d\",\"to\":\"second%d\"}}".formatted(id, id),
            "{\"name\":{\"from\":\"second%d\",\"to\":\"third%d\"}}".formatted(id, id));
  }

  @Test
  void updatedBefore_deletedAfter_isBoth_andTheDeleteShowsTheRowAsItWasAnnounced() {
    long id = existing();
    var told =
        around(
            session -> session.find(Item.class, id).name = "second" + id,
            session -> session.remove(session.find(Item.class, id)));

    assertThat(summary(told)).containsExactly("item.updated " + id, "item.deleted " + id);
    assertThat(told.get(1).data()).contains("\"name\":\"second" + id + "\"");
  }

  @Test
  void deletedBefore_createdAfter_isBoth() {
    long id = existing();
    var told =
        around(
            session -> session.remove(session.find(Item.class, id)),
            session -> session.persist(new Item(id, "again" + id)));

    assertThat(summary(told)).containsExactly("item.deleted " + id, "item.created " + id);
  }

  @Test
  void rollbackAfterASpill_isNothing() {
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      fill(session);
                      assertThat(outboxRows(session)).isPositive();
                      throw new IllegalStateException("after the spill");
                    }))
        .hasMessage("after the spill");

    assertThat(database.count("select count(*) from webhook_outbox")).isZero();
    assertThat(events.next()).isEmpty();
  }

  @Test
  void statelessSession_spillsToo_thoughItNeverFlushes() {
    app.sessionFactory()
        .inStatelessTransaction(
            session -> {
              fill(session::insert);
              assertThat(outboxRows(session)).isPositive();
            });

    assertThat(events.next()).hasSize(ChangeRecorder.SPILL_THRESHOLD);
  }

  @Test
  void statelessSession_thatSharesATransaction_spillsToo() {
    var told =
        events.of(
            session -> {
              session.persist(new Item(ids.incrementAndGet(), "of the parent"));
              session.flush();
              try (var child = child(session)) {
                fill(child::insert);
                // Not asked through the parent, which would flush.
                assertThat(outboxRows(child)).isPositive();
              }
            });

    assertThat(told).hasSize(ChangeRecorder.SPILL_THRESHOLD + 1);
    assertThat(told)
        .extracting(WebhookEvent::transactionId)
        .containsOnly(told.get(0).transactionId());
  }

  @Test
  void publishedChanges_spillToo_whereNobodyFlushes() {
    var many = new ArrayList<Object>();
    app.sessionFactory()
        .inStatelessTransaction(
            session ->
                fill(
                    item -> {
                      session.insert(item);
                      many.add(((Item) item).id);
                    }));
    assertThat(events.next()).hasSize(many.size());
    app.sessionFactory()
        .inStatelessTransaction(
            session -> {
              app.hookstone().changes(session).updated(Item.class, many);
              assertThat(outboxRows(session)).isPositive();
              app.hookstone().changes(session).deleted(Item.class, many);
            });
    assertThat(events.next()).hasSize(2 * many.size());
  }

  private static StatelessSession child(Session session) {
    return session.statelessWithOptions().connection().openStatelessSession();
  }

  @Test
  void longTexts_spillBeforeThereAreManyEntities() {
    int length = Document.LENGTH;
    long enough = ChangeRecorder.SPILL_WEIGHT / length + 1;
    var told =
        events.of(
            session -> {
              LongStream.range(0, enough).forEach(id -> session.persist(new Document(id)));
              session.flush();
              assertThat(outboxRows(session)).isPositive();
            });

    assertThat(told).hasSize((int) enough);
  }

  @Test
  void oneLongText_thatChangesOften_isNotCountedEachTime() {
    long id = 1_000_000 + ids.incrementAndGet();
    long often = ChangeRecorder.SPILL_WEIGHT / Document.LENGTH + 1;
    var told =
        events.of(
            session -> {
              var document = new Document(id);
              session.persist(document);
              for (int i = 0; i < often; i++) {
                document.fill(i % 10);
                session.flush();
              }
              assertThat(outboxRows(session)).isZero();
            });

    assertThat(summary(told)).containsExactly("document.created " + id);
  }

  @Test
  void oneFlush_thatIsMoreThanMemoryShouldHold_isOneRowPerPortion() {
    var rows = new long[1];
    events.of(
        session -> {
          fill(session);
          rows[0] = outboxRows(session);
        });

    assertThat(rows[0]).isEqualTo(ChangeRecorder.SPILL_THRESHOLD / Portion.MAX_CHANGES);
  }
}
