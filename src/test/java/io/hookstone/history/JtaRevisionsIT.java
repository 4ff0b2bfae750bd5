package io.hookstone.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import io.hookstone.history.AuditedModel.Contract;
import io.hookstone.history.AuditedModel.Memo;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.JtaConnections;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.transaction.TransactionManager;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.envers.AuditReaderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Revisions of JTA transactions: Envers makes them in its before-completion callback, before the
 * observer that seals.
 */
final class JtaRevisionsIT {

  private final TestDatabase database = TestDatabase.h2();

  @BeforeAll
  static void keepNoFiles() {
    for (String store : new String[] {"", "communicationStore.", "stateStore."}) {
      var bean = "ObjectStoreEnvironmentBean." + store + "objectStoreType";
      System.setProperty(bean, VolatileStore.class.getName());
    }
  }

  private static TransactionManager transactions() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  private TestApplication start() {
    var dataSource = new JdbcDataSource();
    dataSource.setURL(database.url().replace(";USER=sa", ""));
    dataSource.setUser("sa");
    return TestApplication.on(database)
        .entities(AuditedModel.ENTITIES)
        .with("hookstone.batch.window", "1ms")
        .with("hibernate.transaction.coordinator_class", "jta")
        .with(
            "hibernate.transaction.jta.platform",
            "org.hibernate.engine.transaction.jta.platform.internal.NarayanaJtaPlatform")
        .with("hibernate.connection.provider_class", new JtaConnections(dataSource, transactions()))
        .start();
  }

  private static void commit(TestApplication app, Consumer<Session> work) throws Exception {
    transactions().begin();
    try (var session = app.sessionFactory().openSession()) {
      work.accept(session);
      transactions().commit();
    }
  }

  @Test
  void auditedChanges_haveTheRevision_othersNone() throws Exception {
    try (var app = start()) {
      commit(
          app,
          session -> {
            session.persist(new Contract(1, "lease"));
            session.persist(new Memo(1, "beside"));
          });
      var revisions = new long[1];
      commit(
          app,
          session ->
              revisions[0] =
                  AuditReaderFactory.get(session)
                      .getRevisions(Contract.class, 1L)
                      .get(0)
                      .longValue());

      var events = new CommittedEvents(database, app).next();
      assertThat(CommittedEvents.summary(events))
          .containsExactlyInAnyOrder("contract.created 1", "memo.created 1");
      for (var event : events) {
        if (event.entity().equals("Contract")) {
          assertThat(event.revision()).hasValue(revisions[0]);
        } else {
          assertThat(event.revision()).isEmpty();
        }
      }
    }
  }
}
