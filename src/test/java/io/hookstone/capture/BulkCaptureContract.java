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
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Statements;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.query.MutationQuery;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bulk statements that are executed by {@link Changes}. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BulkCaptureContract {

  /** Marked instead of deleted, and seen through a filter. */
  @Entity(name = "Note")
  @SoftDelete
  @FilterDef(name = "shelf", parameters = @ParamDef(name = "shelf", type = Integer.class))
  @Filter(name = "shelf", condition = "shelf = :shelf")
  static class Note {
    @Id @Nullable Long id;
    int shelf;
    @Nullable String text;

    static Note of(long id, int shelf, String text) {
      var note = new Note();
      note.id = id;
      note.shelf = shelf;
      note.text = text;
      return note;
    }
  }

  private final Statements statements = new Statements();

  /** Runs once, before the next bulk update. */
  private final AtomicReference<@Nullable Runnable> beforeUpdate = new AtomicReference<>();

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
              Note.class,
              Ids.EmbeddedIdItem.class,
              Ids.IdClassItem.class)
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.session_factory.statement_inspector", (StatementInspector) this::inspect)
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);

  abstract TestDatabase database();

  private String inspect(String sql) {
    if (sql.startsWith("update Item")) {
      var interruption = beforeUpdate.getAndSet(null);
      if (interruption != null) {
        interruption.run();
      }
    }
    return statements.inspect(sql);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @BeforeEach
  void clean() {
    for (String entity :
        List.of("IdClassItem", "EmbeddedIdItem", "Item", "Child", "Parent", "Animal", "Note")) {
      app.inTransaction(s -> s.createMutationQuery("delete from " + entity).executeUpdate());
    }
    events.next();
  }

  private Changes changes(Session session) {
    return app.hookstone().changes(session);
  }

  private void items(long... ids) {
    app.inTransaction(session -> LongStream.of(ids).forEach(id -> session.persist(item(id))));
    events.next();
  }

  private static Item item(long id) {
    var item = new Item(id, "item" + id);
    item.quantity = (int) id;
    return item;
  }

  private List<WebhookEvent> executing(String hql) {
    return executing((session, changes) -> session.createMutationQuery(hql));
  }

  private List<WebhookEvent> executing(BiFunction<Session, Changes, MutationQuery> statement) {
    return events.of(
        session -> {
          var changes = changes(session);
          changes.executeUpdate(statement.apply(session, changes));
        });
  }

  @Test
  void anUpdate_isTold_withOldAndNewValues_andIsNotCounted() {
    items(1, 2, 3);
    var counted = app.hookstone().statistics().uncapturedStatements().get("Item");
    var updated =
        executing(
            (session, changes) ->
                session
                    .createMutationQuery(
                        "update Item i set i.quantity = i.quantity + :more where i.quantity >= :least"
                            + " and i.name in :names")
                    .setParameter("more", 10)
                    .setParameter("least", 2)
                    .setParameterList("names", List.of("item1", "item2", "item3")));
    assertThat(summary(updated)).containsExactlyInAnyOrder("item.updated 2", "item.updated 3");
    assertThat(updated.get(0).changes()).hasValue("{\"quantity\":{\"from\":2,\"to\":12}}");
    assertThat(updated.get(0).data()).isEqualTo("{\"id\":2,\"name\":\"item2\",\"quantity\":12}");
    assertThat(app.hookstone().statistics().uncapturedStatements().get("Item")).isEqualTo(counted);
  }

  @Test
  void aDelete_isTold_withTheLastState() {
    items(1, 2);
    var deleted =
        executing(
            (session, changes) ->
                session.createMutationQuery("delete from Item where id = ?1").setParameter(1, 2L));
    assertThat(summary(deleted)).containsExactly("item.deleted 2");
    assertThat(deleted.get(0).data()).isEqualTo("{\"id\":2,\"name\":\"item2\",\"quantity\":2}");
  }

  @Test
  void rowsThatStayAsTheyAre_haveNoEvent() {
    items(1, 2);
    assertThat(summary(executing("update Item set quantity = 2")))
        .containsExactly("item.updated 1");
    assertThat(executing("update Item set quantity = 5 where id = 77")).isEmpty();
  }

  @Test
  void criteriaStatements_withLiteralsAndParameters() {
    items(1, 2, 3);
    var updated =
        executing(
            (session, changes) -> {
              var builder = session.getCriteriaBuilder();
              var update = builder.createCriteriaUpdate(Item.class);
              var root = update.from(Item.class);
              var least = builder.parameter(Integer.class);
              update.set("name", builder.concat(root.get("name"), "!"));
              update.where(
                  builder.and(
                      builder.ge(root.get("quantity"), least),
                      builder.equal(root.get("name"), "item3")));
              return session.createMutationQuery(update).setParameter(least, 2);
            });
    assertThat(summary(updated)).containsExactly("item.updated 3");
    var deleted =
        executing(
            (session, changes) -> {
              var delete = session.getCriteriaBuilder().createCriteriaDelete(Item.class);
              var root = delete.from(Item.class);
              delete.where(root.get("id").in(List.of(1L, 2L)));
              return session.createMutationQuery(delete);
            });
    assertThat(summary(deleted)).containsExactlyInAnyOrder("item.deleted 1", "item.deleted 2");
  }

  @Test
  void subqueriesAndJoins_selectTheSameRows() {
    app.inTransaction(
        session -> {
          var one = new Parent(1, "one");
          var two = new Parent(2, "two");
          session.persist(one);
          session.persist(two);
          session.persist(new Child(11, "a", one));
          session.persist(new Child(12, "b", one));
          session.persist(new Child(21, "c", two));
        });
    events.next();
    assertThat(
            summary(
                executing(
                    "update versioned Parent p set p.name = 'many' where"
                        + " (select count(*) from Child c where c.parent = p) > 1")))
        .containsExactly("parent.updated 1");
    assertThat(
            summary(
                executing(
                    "delete from Child c where exists"
                        + " (select 1 from Parent p where p = c.parent and p.name = 'many')")))
        .containsExactlyInAnyOrder("child.deleted 11", "child.deleted 12");
    assertThat(summary(executing("update Child c set c.name = 'x' where c.parent.name = 'two'")))
        .containsExactly("child.updated 21");
  }

  @Test
  void aHierarchy_isToldByItsConcreteEntities() {
    app.inTransaction(
        session -> {
          var cat = new Cat();
          cat.id = 1L;
          cat.name = "Tom";
          cat.lives = 9;
          session.persist(cat);
          var dog = new Dog();
          dog.id = 2L;
          dog.name = "Rex";
          session.persist(dog);
        });
    events.next();
    var updated = executing("update Animal set name = name || '!'");
    assertThat(summary(updated)).containsExactlyInAnyOrder("cat.updated 1", "dog.updated 2");
    var cat = updated.stream().filter(e -> e.type().equals("cat.updated")).findFirst();
    assertThat(cat.orElseThrow().changes())
        .hasValue("{\"name\":{\"from\":\"Tom\",\"to\":\"Tom!\"}}");
    assertThat(cat.orElseThrow().data()).contains("\"lives\":9");
    assertThat(summary(executing("update Cat set lives = 8"))).containsExactly("cat.updated 1");
    assertThat(summary(executing("delete from Animal where name like 'Rex%'")))
        .containsExactly("dog.deleted 2");
  }

  @Test
  void compositeIdentifiers() {
    app.inTransaction(
        session -> {
          var item = item(1);
          session.persist(item);
          session.persist(new Ids.IdClassItem(item, 1, "a"));
          session.persist(new Ids.IdClassItem(item, 2, "b"));
          session.persist(new Ids.EmbeddedIdItem(new Ids.Slot("A", 1), "a"));
          session.persist(new Ids.EmbeddedIdItem(new Ids.Slot("A", 2), "b"));
        });
    events.next();
    var updated = executing("update IdClassItem i set i.name = 'c' where i.position = 2");
    assertThat(updated)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.changes()).hasValue("{\"name\":{\"from\":\"b\",\"to\":\"c\"}}"));
    assertThat(summary(executing("delete from EmbeddedIdItem i where i.slot.shelf = 1")))
        .containsExactly("embeddedIdItem.deleted {\"aisle\":\"A\",\"shelf\":1}");
  }

  @Test
  void softDeletesAndFilters() {
    app.inTransaction(
        session -> {
          session.persist(Note.of(1, 1, "a"));
          session.persist(Note.of(2, 2, "b"));
          session.persist(Note.of(3, 1, "c"));
        });
    events.next();
    var deleted =
        executing(
            (session, changes) -> {
              session.enableFilter("shelf").setParameter("shelf", 1);
              return session.createMutationQuery("delete from Note where id <> 3");
            });
    assertThat(summary(deleted)).containsExactly("note.deleted 1");
    assertThat(summary(executing("update Note set text = 'x'")))
        .containsExactlyInAnyOrder("note.updated 2", "note.updated 3");
  }

  @Test
  void whatTheSessionHasNotFlushed_isPartOfIt() {
    items(1);
    var updated =
        events.of(
            session -> {
              session.find(Item.class, 1L).name = "renamed";
              session.persist(item(2));
              changes(session)
                  .executeUpdate(
                      session.createMutationQuery(
                          "update Item set quantity = 50 where name in ('renamed', 'item2')"));
            });
    assertThat(summary(updated)).containsExactlyInAnyOrder("item.updated 1", "item.created 2");
    var first = updated.stream().filter(e -> e.type().equals("item.updated")).findFirst();
    assertThat(first.orElseThrow().changes())
        .hasValue(
            "{\"name\":{\"from\":\"item1\",\"to\":\"renamed\"},\"quantity\":{\"from\":1,\"to\":50}}");
    var created = updated.stream().filter(e -> e.type().equals("item.created")).findFirst();
    assertThat(created.orElseThrow().data()).contains("\"quantity\":50");
  }

  @Test
  void twoStatements_areOneEvent_fromTheFirstToTheLast() {
    items(1, 2);
    var told =
        events.of(
            session -> {
              var changes = changes(session);
              changes.executeUpdate(session.createMutationQuery("update Item set quantity = 7"));
              changes.executeUpdate(session.createMutationQuery("update Item set quantity = 8"));
              changes.executeUpdate(session.createMutationQuery("delete from Item where id = 2"));
            });
    assertThat(summary(told)).containsExactlyInAnyOrder("item.updated 1", "item.deleted 2");
    var updated = told.stream().filter(e -> e.type().equals("item.updated")).findFirst();
    assertThat(updated.orElseThrow().changes()).hasValue("{\"quantity\":{\"from\":1,\"to\":8}}");
  }

  @Test
  void aRollback_isNothing() {
    items(1);
    assertThatThrownBy(
            () ->
                app.inTransaction(
                    session -> {
                      changes(session)
                          .executeUpdate(session.createMutationQuery("delete from Item"));
                      throw new IllegalStateException("business");
                    }))
        .hasMessage("business");
    assertThat(events.next()).isEmpty();
  }

  @Test
  void aStatelessSession_canDoTheSame() {
    items(1);
    app.sessionFactory()
        .inStatelessTransaction(
            session ->
                app.hookstone()
                    .changes(session)
                    .executeUpdate(session.createMutationQuery("update Item set quantity = 9")));
    assertThat(events.next())
        .singleElement()
        .satisfies(
            event -> assertThat(event.changes()).hasValue("{\"quantity\":{\"from\":1,\"to\":9}}"));
  }

  @Test
  void itCosts_aLockingSelect_andTwoReads() {
    items(1, 2, 3);
    statements.take();
    executing("update Item set quantity = 100");
    assertThat(statements.take().stream().filter(sql -> !sql.contains("webhook_")))
        .satisfiesExactly(
            sql -> assertThat(sql).startsWith("select i1_0.id from Item").contains("for "),
            sql -> assertThat(sql).startsWith("select"),
            sql -> assertThat(sql).startsWith("update Item"),
            sql -> assertThat(sql).startsWith("select"));
  }

  @Test
  void manyRows_areSpilled_andTooManyAreRefused() {
    long most = PublishChanges.MAX_MATCHING;
    app.sessionFactory()
        .inStatelessTransaction(
            session ->
                session
                    .createNativeMutationQuery(
                        "insert into Item (id, name, quantity) select n, 'n' || n, 0 from ("
                            + series(most + 1)
                            + ") s(n)")
                    .executeUpdate());
    assertThatThrownBy(() -> executing("update Item set quantity = 1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HKS0231");
    assertThat(database.count("select count(*) from Item where quantity = 1")).isZero();
    assertThat(executing("update Item set quantity = 1 where id <= " + most)).hasSize((int) most);
  }

  abstract String series(long to);

  @Test
  void whatCannotBeSelectedBeforehand_isRefused_andNotExecuted() {
    items(1);
    for (var statement :
        List.<BiFunction<Session, Changes, MutationQuery>>of(
            (s, c) -> s.createNativeMutationQuery("delete from Item"),
            (s, c) -> s.createMutationQuery("insert into Item (id, name) values (9, 'nine')"),
            (s, c) -> s.createMutationQuery("update Item set id = id + 100"),
            (s, c) -> {
              var builder = s.getCriteriaBuilder();
              var few = builder.createTupleQuery();
              few.select(builder.tuple(few.from(Item.class).get("id").alias("id")));
              var delete = builder.createCriteriaDelete(Item.class);
              delete.with("few", few);
              return s.createMutationQuery(delete);
            })) {
      assertThatThrownBy(() -> executing(statement))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("HKS0230");
    }
    assertThat(database.count("select count(*) from Item")).isEqualTo(1);
  }

  @Test
  void rowsThatComeInBetween_failTheTransaction() {
    items(1);
    beforeUpdate.set(() -> app.inTransaction(session -> session.persist(item(2))));
    app.inTransaction(
        session -> {
          var query = session.createMutationQuery("update Item set quantity = 6");
          var changes = changes(session);
          assertThatThrownBy(() -> changes.executeUpdate(query)).hasMessageContaining("HKS0232");
          // The application goes on as if nothing had happened, and is rolled back all the same.
        });
    assertThat(database.count("select count(*) from Item where quantity = 6")).isZero();
    assertThat(summary(events.next())).containsExactly("item.created 2");
  }
}
