package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Graph.Animal;
import io.hookstone.capture.model.Graph.Cat;
import io.hookstone.capture.model.Graph.Child;
import io.hookstone.capture.model.Graph.Dog;
import io.hookstone.capture.model.Graph.Parent;
import io.hookstone.capture.model.Ids;
import io.hookstone.capture.model.Item;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Statements;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Changes that the application publishes itself. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PublishedChangesContract {

  /** An entity that is not captured. */
  @Entity(name = "Memo")
  static class Memo {
    @Id @Nullable Long id;
  }

  /** A class without rows of its own. */
  @Entity(name = "Vehicle")
  @Inheritance
  abstract static class Vehicle {
    @Id @Nullable Long id;
  }

  /** An entity with a collection. */
  @Entity(name = "Basket")
  static class Basket {
    @Id @Nullable Long id;
    @Nullable String name;
    @ElementCollection Set<String> tags = new TreeSet<>();
  }

  @Entity(name = "Bicycle")
  static class Bicycle extends Vehicle {}

  private final Statements statements = new Statements();
  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Item.class,
              Parent.class,
              Child.class,
              Animal.class,
              Cat.class,
              Dog.class,
              Memo.class,
              Vehicle.class,
              Bicycle.class,
              Basket.class,
              Ids.IdClassItem.class,
              Ids.EmbeddedIdItem.class)
          .with("hookstone.entities.exclude", "Memo")
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.session_factory.statement_inspector", statements)
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong();

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private List<WebhookEvent> of(BiConsumer<Session, Changes> work) {
    return events.of(session -> work.accept(session, app.hookstone().changes(session)));
  }

  private WebhookEvent only(BiConsumer<Session, Changes> work) {
    var told = of(work);
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private long item() {
    long id = ids.incrementAndGet();
    events.of(session -> session.persist(new Item(id, "item" + id)));
    return id;
  }

  private static void sql(Session session, String statement) {
    session.createNativeMutationQuery(statement).executeUpdate();
  }

  private static void rename(Session session, long id, String name) {
    sql(session, "update Item set name = '" + name + id + "' where id = " + id);
  }

  @Test
  void anUpdate_hasTheRowsFinalState_andUnknownPreviousValues() {
    long id = item();
    var updated =
        only(
            (session, changes) -> {
              var managed = session.find(Item.class, id);
              rename(session, id, "first");
              changes.updated(Item.class, id);
              rename(session, id, "last");
              assertThat(managed.name).as("the session's own is left alone").isEqualTo("item" + id);
              assertThat(session.contains(managed)).isTrue();
            });
    assertThat(updated.type()).isEqualTo("item.updated");
    assertThat(updated.data())
        .isEqualTo("{\"id\":" + id + ",\"name\":\"last" + id + "\",\"quantity\":null}");
    assertThat(updated.previousUnknown()).isTrue();
  }

  @Test
  void whatTheApplicationKnowsOfPreviousValues_isTold() {
    long id = item();
    var previous = new HashMap<String, Object>();
    previous.put("name", "item" + id);
    previous.put("quantity", null);
    var updated =
        only(
            (session, changes) -> {
              rename(session, id, "new");
              changes.updated(Item.class, id, previous);
            });
    assertThat(updated.changes())
        .hasValue("{\"name\":{\"from\":\"item" + id + "\",\"to\":\"new" + id + "\"}}");
    assertThat(
            of((session, changes) -> changes.updated(Item.class, id, Map.of("name", "new" + id))))
        .as("nothing is different")
        .isEmpty();
  }

  @Test
  void createsAndDeletes() {
    long id = ids.incrementAndGet();
    var created =
        only(
            (session, changes) -> {
              sql(session, "insert into Item (id, name) values (" + id + ", 'n" + id + "')");
              changes.created(Item.class, id);
            });
    assertThat(created.type()).isEqualTo("item.created");
    assertThat(created.data())
        .isEqualTo("{\"id\":" + id + ",\"name\":\"n" + id + "\",\"quantity\":null}");
    var deleted =
        only(
            (session, changes) -> {
              sql(session, "delete from Item where id = " + id);
              changes.deleted(Item.class, id);
            });
    assertThat(deleted.type()).isEqualTo("item.deleted");
    assertThat(deleted.data()).isEqualTo("{\"id\":" + id + "}");
  }

  @Test
  void instances_standForTheirRows_andADeletedOneForItsState() {
    long id = item();
    var updated =
        only(
            (session, changes) -> {
              var item = session.find(Item.class, id);
              rename(session, id, "row");
              changes.updated(item);
            });
    assertThat(updated.data()).contains("\"name\":\"row" + id + "\"");
    assertThat(
            summary(
                of((session, changes) -> changes.updated(session.getReference(Item.class, id)))))
        .containsExactly("item.updated " + id);
    var deleted =
        only(
            (session, changes) -> {
              var item = session.find(Item.class, id);
              sql(session, "delete from Item where id = " + id);
              changes.deleted(item);
            });
    assertThat(deleted.data()).contains("\"name\":\"row" + id + "\"");
  }

  @Test
  void publishedChanges_mergeWithOrdinaryOnes() {
    long id = item();
    var updated =
        only(
            (session, changes) -> {
              session.find(Item.class, id).quantity = 1;
              session.flush();
              rename(session, id, "bulk");
              changes.updated(Item.class, id);
            });
    assertThat(updated.changes())
        .hasValue(
            "{\"name\":{\"from\":\"item%1$d\",\"to\":\"bulk%1$d\"},\"quantity\":{\"from\":null,\"to\":1}}"
                .formatted(id));
    var both =
        only(
            (session, changes) -> {
              sql(session, "update Item set quantity = 2 where id = " + id);
              changes.updated(Item.class, id, Map.of("quantity", 1));
              session.find(Item.class, id).name = "item" + id;
            });
    assertThat(both.changes())
        .hasValue(
            "{\"name\":{\"from\":\"bulk%1$d\",\"to\":\"item%1$d\"},\"quantity\":{\"from\":1,\"to\":2}}"
                .formatted(id));
  }

  @Test
  void createdAndChanged_isCreated_andCreatedAndDeleted_isNothing() {
    long id = ids.incrementAndGet();
    assertThat(
            of(
                (session, changes) -> {
                  session.persist(new Item(id, "x" + id));
                  session.flush();
                  sql(session, "delete from Item where id = " + id);
                  changes.deleted(Item.class, id);
                  session.clear();
                }))
        .isEmpty();
    var created =
        only(
            (session, changes) -> {
              sql(session, "insert into Item (id, name) values (" + id + ", 'n" + id + "')");
              changes.created(Item.class, id);
              session.find(Item.class, id).quantity = 3;
            });
    assertThat(created.type()).isEqualTo("item.created");
    assertThat(created.data()).contains("\"quantity\":3");
    assertThat(
            only((session, changes) -> {
                  rename(session, id, "y");
                  changes.updated(Item.class, id, Map.of("name", "n" + id));
                  session.remove(session.find(Item.class, id));
                })
                .data())
        .as("the row as others saw it before the transaction")
        .isEqualTo("{\"id\":%1$d,\"name\":\"n%1$d\",\"quantity\":3}".formatted(id));
  }

  @Test
  void aRollback_isNothing() {
    long id = item();
    assertThatThrownBy(
            () ->
                of(
                    (session, changes) -> {
                      changes.updated(Item.class, id);
                      throw new IllegalStateException("business");
                    }))
        .hasMessage("business");
    assertThat(events.next()).isEmpty();
  }

  @Test
  void statelessSessionsAndEntityManagers() {
    long id = item();
    app.sessionFactory()
        .inStatelessTransaction(
            session -> app.hookstone().changes(session).updated(Item.class, id));
    assertThat(summary(events.next())).containsExactly("item.updated " + id);
    app.sessionFactory()
        .runInTransaction(manager -> app.hookstone().changes(manager).updated(Item.class, id));
    assertThat(summary(events.next())).containsExactly("item.updated " + id);
  }

  /** Spring and Quarkus inject such sessions; they call themselves a Session, and are not it. */
  private static EntityManager shared(Session session) {
    return (EntityManager)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unwrap")
                  && ((Class<?>) arguments[0]).isInstance(proxy)) {
                return proxy;
              }
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void sharedEntityManagersOfHosts_standForTheSessionBehindThem() {
    long id = item();
    events.of(
        session -> {
          var manager = shared(session);
          var statement =
              session.createMutationQuery("update Item set quantity = 7 where id = " + id);
          assertThat(app.hookstone().changes(manager).executeUpdate(statement)).isEqualTo(1);
        });
    var told =
        events.of(session -> app.hookstone().changes(shared(session)).updated(Item.class, id));
    assertThat(summary(told)).containsExactly("item.updated " + id);
  }

  @Test
  void collectionsThatTheSameTransactionHasWritten_staySeen() {
    long id = ids.incrementAndGet();
    var basket = new Basket();
    basket.id = id;
    basket.tags.add("a");
    var created =
        only(
            (session, changes) -> {
              session.persist(basket);
              session.flush();
              sql(session, "update Basket set name = 'row' where id = " + id);
              changes.updated(Basket.class, id);
            });
    assertThat(created.type()).isEqualTo("basket.created");
    assertThat(created.data()).isEqualTo("{\"id\":" + id + ",\"name\":\"row\",\"tags\":[\"a\"]}");
    var updated =
        only(
            (session, changes) -> {
              session.find(Basket.class, id).tags.add("b");
              session.flush();
              sql(session, "update Basket set name = 'later' where id = " + id);
              changes.updated(Basket.class, id);
              session.clear();
            });
    assertThat(updated.data()).contains("\"name\":\"later\"", "\"tags\":[\"a\",\"b\"]");
    assertThat(updated.changes().orElse("")).contains("\"added\":[\"b\"]");
  }

  @Test
  void aReferenceWhoseConcreteEntityIsUnknown_isNoDeletedRow() {
    long id = ids.incrementAndGet();
    var bicycle = new Bicycle();
    bicycle.id = id;
    events.of(session -> session.persist(bicycle));
    refused(
        "HKS0228", (session, changes) -> changes.deleted(session.getReference(Vehicle.class, id)));
  }

  @Test
  void rowsThatWaitForTheirBatch_areWrittenFirst() {
    long id = ids.incrementAndGet();
    app.sessionFactory()
        .inStatelessTransaction(
            session -> {
              session.setJdbcBatchSize(10);
              session.insert(new Item(id, "item" + id));
              app.hookstone().changes(session).updated(Item.class, id);
            });
    assertThat(summary(events.next())).containsExactly("item.created " + id);
  }

  @Test
  void aHierarchy_isToldByItsConcreteEntity() {
    long id = ids.incrementAndGet();
    var cat = new Cat();
    cat.id = id;
    cat.lives = 9;
    events.of(session -> session.persist(cat));
    var updated =
        only(
            (session, changes) -> {
              session.find(Cat.class, id).name = "Tom";
              session.flush();
              sql(session, "update Cat set lives = 8 where id = " + id);
              changes.updated(Animal.class, id);
            });
    assertThat(updated.type()).isEqualTo("cat.updated");
    assertThat(updated.changes())
        .hasValue("{\"name\":{\"from\":null,\"to\":\"Tom\"},\"lives\":{\"from\":9,\"to\":8}}");
  }

  @Test
  void compositeIdentifiers() {
    long id = item();
    var slot = new Ids.Slot("B", (int) id);
    events.of(
        session -> {
          session.persist(new Ids.IdClassItem(session.find(Item.class, id), 1, "a"));
          session.persist(new Ids.EmbeddedIdItem(slot, "a"));
        });
    var updated =
        of(
            (session, changes) ->
                changes
                    .updated(Ids.IdClassItem.class, new Ids.ItemKey(id, 1))
                    .updated(Ids.EmbeddedIdItem.class, slot));
    assertThat(updated.stream().map(WebhookEvent::type))
        .containsExactly("idClassItem.updated", "embeddedIdItem.updated");
    assertThat(updated.get(0).data()).contains("\"position\":1", "\"name\":\"a\"");
    assertThat(updated.get(1).data()).contains("\"aisle\":\"B\"", "\"name\":\"a\"");
  }

  @Test
  void anAssociationAndATransaction_keepTheirShape() {
    long id = ids.incrementAndGet();
    events.of(
        session -> {
          var parent = new Parent(id, "p");
          session.persist(parent);
          session.persist(new Child(id, "c", parent));
        });
    var told = of((session, changes) -> changes.updated(Child.class, id).updated(Parent.class, id));
    assertThat(told.get(0).data()).contains("\"parent\":{\"id\":" + id + "}");
    assertThat(told.get(0).transactionId()).isEqualTo(told.get(1).transactionId());
  }

  @Test
  void manyRows_areReadTogether() {
    var many = LongStream.range(0, 700).map(i -> ids.incrementAndGet()).boxed().toList();
    events.of(session -> many.forEach(id -> session.persist(new Item(id, "item" + id))));
    statements.take();
    assertThat(of((session, changes) -> changes.updated(Item.class, many))).hasSize(700);
    var taken = statements.take().stream().filter(sql -> !sql.contains("webhook_event")).toList();
    assertThat(taken.stream().filter(sql -> sql.startsWith("select"))).hasSize(4);
    assertThat(taken.stream().filter(sql -> sql.startsWith("insert into webhook_outbox")))
        .as("one for 500 changes")
        .hasSize(2);
  }

  @Test
  void nothingIsFlushedByIt() {
    long id = item();
    of(
        (session, changes) -> {
          session.find(Item.class, id).quantity = 9;
          statements.take();
          changes.updated(Item.class, id);
          assertThat(statements.take()).allMatch(sql -> sql.startsWith("select"));
        });
  }

  @Test
  void anUpdateWhoseRowIsGoneAtTheEnd_isADelete() {
    long id = item();
    assertThat(
            of(
                (session, changes) -> {
                  changes.updated(Item.class, id, Map.of("name", "before"));
                  sql(session, "delete from Item where id = " + id);
                }))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("item.deleted");
              assertThat(event.data()).contains("\"id\":" + id, "\"name\":\"before\"");
            });
  }

  @Test
  void aCreateWhoseRowIsGoneAtTheEnd_hasNoEvent_andAWarning() {
    long id = item();
    try (var log = CapturedLog.start()) {
      assertThat(
              of(
                  (session, changes) -> {
                    changes.created(Item.class, id);
                    sql(session, "delete from Item where id = " + id);
                  }))
          .isEmpty();
      assertThat(log.lines())
          .anyMatch(line -> line.contains("HKS0229") && line.contains("entity=Item"));
    }
  }

  @Test
  void statementsThatTheApplicationAccountsFor_areNotCounted() {
    long id = item();
    var before = counted();
    of(
        (session, changes) -> {
          int rows =
              changes.accountedFor(
                  () ->
                      session
                          .createNativeMutationQuery(
                              "update Item set quantity = 4 where id = " + id)
                          .executeUpdate());
          assertThat(rows).isEqualTo(1);
          changes.updated(Item.class, id);
        });
    assertThat(counted()).isEqualTo(before);
    of((session, changes) -> sql(session, "update Item set quantity = 5 where id = " + id));
    assertThat(counted()).isEqualTo(before + 1);
  }

  private long counted() {
    return app.hookstone().statistics().uncapturedStatements().getOrDefault("Item", 0L);
  }

  private void refused(String code, BiConsumer<Session, Changes> work) {
    assertThatThrownBy(() -> of(work)).hasMessageStartingWith(code);
    assertThat(events.next()).as(code).isEmpty();
  }

  @Test
  void whatCannotBePublished_isRefused() {
    long id = item();
    refused("HKS0223", (session, changes) -> changes.updated(String.class, id));
    refused("HKS0223", (session, changes) -> changes.updated("no entity"));
    refused("HKS0224", (session, changes) -> changes.deleted(Memo.class, id));
    refused("HKS0225", (session, changes) -> changes.updated(Item.class, (int) id));
    refused("HKS0225", (session, changes) -> changes.deleted(Item.class, Arrays.asList(id, null)));
    refused("HKS0226", (session, changes) -> changes.updated(Item.class, id, -1L));
    refused("HKS0227", (session, changes) -> changes.updated(Item.class, id, Map.of("nam", "x")));
    refused("HKS0227", (session, changes) -> changes.updated(Item.class, id, Map.of("name", 1)));
  }

  @Test
  void sessionsThatCannotPublish_areRefused() {
    long id = item();
    var session = app.sessionFactory().openSession();
    var changes = app.hookstone().changes(session);
    refused("HKS0222", () -> changes.updated(Item.class, id));
    session.inTransaction(transaction -> changes.updated(Item.class, id));
    assertThat(summary(events.next())).containsExactly("item.updated " + id);
    session.close();
    refused("HKS0221", () -> changes.updated(Item.class, id));
    app.sessionFactory()
        .inStatelessSession(
            stateless ->
                refused(
                    "HKS0222", () -> app.hookstone().changes(stateless).updated(Item.class, id)));
    try (var other = TestApplication.on(TestDatabase.h2()).entities(Item.class).start();
        var foreign = other.sessionFactory().openSession()) {
      refused("HKS0220", () -> app.hookstone().changes(foreign));
    }
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call).hasMessageStartingWith(code);
  }
}
