package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Graph.Basket;
import io.hookstone.capture.model.Graph.Child;
import io.hookstone.capture.model.Graph.Parent;
import io.hookstone.capture.model.Ids;
import io.hookstone.capture.model.Item;
import io.hookstone.testkit.Statements;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The application comes first: with the plugin, its transactions run the same statements in the
 * same batches with the same flushes, and one insert more. Run once per database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatementCountContract {

  private static final Class<?>[] MODEL = {
    Item.class, Parent.class, Child.class, Basket.class, Ids.IdentityItem.class
  };

  private final Statements plainStatements = new Statements();
  private final Statements statements = new Statements();
  private final TestApplication plain =
      TestApplication.on(database())
          .entities(MODEL)
          .with("hookstone.enabled", "false")
          .with("hibernate.jdbc.batch_size", "50")
          .with("hibernate.session_factory.statement_inspector", plainStatements)
          .start();
  private final TestApplication app =
      TestApplication.on(database())
          .entities(MODEL)
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.jdbc.batch_size", "50")
          .with("hibernate.session_factory.statement_inspector", statements)
          .start();

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    plain.close();
    app.close();
  }

  /** What a session does besides the text of its statements. */
  private static final class Work implements SessionEventListener {
    private static final long serialVersionUID = 1L;
    private final List<String> done = new ArrayList<>();

    @Override
    public void jdbcExecuteBatchStart() {
      done.add("batch");
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
      done.add("flush " + numberOfEntities + " " + numberOfCollections);
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
      done.add("auto flush " + numberOfEntities + " " + numberOfCollections);
    }

    @Override
    public void jdbcConnectionAcquisitionStart() {
      done.add("connection");
    }
  }

  private static List<String> run(TestApplication application, Consumer<Session> work) {
    var listener = new Work();
    application.inTransaction(
        session -> {
          session.addEventListeners(listener);
          work.accept(session);
        });
    return listener.done;
  }

  /** Runs the work in both applications and compares. */
  private void costsOneInsert(Consumer<Session> work) {
    plainStatements.take();
    statements.take();
    var expected = run(plain, work);
    var found = run(app, work);
    assertThat(found).as("batches, flushes and connections").isEqualTo(expected);

    var all = statements.take();
    var own = all.stream().filter(sql -> sql.contains("webhook_")).toList();
    assertThat(own).hasSize(1);
    assertThat(own.get(0)).startsWith("insert into webhook_outbox ");
    assertThat(all).as("the insert comes last").endsWith(own.get(0));
    assertThat(all.subList(0, all.size() - 1)).isEqualTo(plainStatements.take());
  }

  private void costsNothing(Consumer<Session> work) {
    plainStatements.take();
    statements.take();
    assertThat(run(app, work)).isEqualTo(run(plain, work));
    assertThat(statements.take()).isEqualTo(plainStatements.take());
  }

  @Test
  void insertsInBatches_costOneInsert() {
    costsOneInsert(
        session -> {
          for (int i = 0; i < 120; i++) {
            session.persist(new Item(1_000 + i, "batch" + i));
          }
        });
  }

  @Test
  void identityInserts_costOneInsert() {
    costsOneInsert(
        session -> {
          session.persist(new Ids.IdentityItem());
          session.persist(new Ids.IdentityItem());
        });
  }

  @Test
  void updatesAndDeletes_costOneInsert() {
    costsOneInsert(session -> session.persist(new Item(1, "one")));
    costsOneInsert(session -> session.find(Item.class, 1).quantity = 2);
    costsOneInsert(session -> session.remove(session.find(Item.class, 1)));
  }

  @Test
  void lazyAssociationsAndCollections_costOneInsert() {
    costsOneInsert(
        session -> {
          var parent = new Parent(1, "p");
          parent.tags.add("a");
          session.persist(parent);
          session.persist(new Child(1, "c", parent));
          session.persist(new Basket(1));
        });
    costsOneInsert(session -> session.find(Child.class, 1).name = "d");
    costsOneInsert(session -> session.find(Parent.class, 1).tags.add("b"));
    costsOneInsert(session -> session.find(Basket.class, 1).labels.add("x"));
    costsOneInsert(session -> session.remove(session.find(Basket.class, 1)));
  }

  @Test
  void severalFlushesAndQueries_costOneInsert() {
    costsOneInsert(
        session -> {
          session.persist(new Item(50, "fifty"));
          session.flush();
          session.find(Item.class, 50).quantity = 1;
          var count = session.createSelectionQuery("select count(i) from Item i", Long.class);
          assertThat(count.getSingleResult()).isPositive();
          session.find(Item.class, 50).quantity = 2;
        });
  }

  @Test
  void readingAndNoOps_costNothing() {
    costsOneInsert(session -> session.persist(new Item(60, "sixty")));
    costsNothing(session -> assertThat(session.find(Item.class, 60).name).isEqualTo("sixty"));
    costsNothing(session -> session.find(Item.class, 60).name = "sixty");
    costsNothing(session -> session.merge(new Item(60, "sixty")));
  }
}
