package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import io.hookstone.testkit.JtaConnections;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.sql.XADataSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of a real JTA transaction manager, with XA connections. Run once per database. */
abstract class JtaContract {

  /** An entity whose code is unique. */
  @Entity(name = "Parcel")
  static class Parcel {
    @Id @GeneratedValue @Nullable Long id;

    @Column(unique = true)
    @Nullable String code;

    static Parcel of(String code) {
      var parcel = new Parcel();
      parcel.code = code;
      return parcel;
    }
  }

  private @Nullable Receiver receiver;
  private @Nullable TestApplication app;

  abstract TestDatabase database();

  abstract XADataSource xaDataSource(TestDatabase database);

  @BeforeAll
  static void keepNoFiles() {
    for (String store : new String[] {"", "communicationStore.", "stateStore."}) {
      var bean = "ObjectStoreEnvironmentBean." + store + "objectStoreType";
      System.setProperty(bean, VolatileStore.class.getName());
    }
  }

  @BeforeEach
  void start() {
    var database = database();
    receiver = Receiver.start();
    app =
        TestApplication.on(database)
            .entities(Parcel.class)
            .with("hibernate.transaction.coordinator_class", "jta")
            .with(
                "hibernate.transaction.jta.platform",
                "org.hibernate.engine.transaction.jta.platform.internal.NarayanaJtaPlatform")
            .with(
                "hibernate.connection.provider_class",
                new JtaConnections(xaDataSource(database), transactions()))
            .endpoint("erp", receiver)
            .start();
  }

  @AfterEach
  void stop() {
    app().close();
    receiver().close();
  }

  private static TransactionManager transactions() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  private TestApplication app() {
    return java.util.Objects.requireNonNull(app);
  }

  private Receiver receiver() {
    return java.util.Objects.requireNonNull(receiver);
  }

  private Session open() {
    return app().sessionFactory().openSession();
  }

  /** Persists parcels in a JTA transaction; its last flush is that of the commit. */
  private void commit(String... codes) throws Exception {
    transactions().begin();
    try (var session = open()) {
      for (String code : codes) {
        session.persist(Parcel.of(code));
      }
      transactions().commit();
    }
  }

  private List<String> receivedCodes(int count) {
    return receiver().await(count).stream()
        .map(webhook -> webhook.json().path("data").path("code").asString())
        .toList();
  }

  @Test
  void sendsWhatTheTransactionManagerCommitted_andNothingElse() throws Exception {
    transactions().begin();
    try (var session = open()) {
      session.persist(Parcel.of("rolled back"));
      session.flush();
      transactions().rollback();
    }

    transactions().begin();
    try (var session = open()) {
      var parcel = Parcel.of("first");
      session.persist(parcel);
      session.flush();
      parcel.code = "committed";
      transactions().commit();
    }

    assertThat(receivedCodes(1)).containsExactly("committed");
    assertThat(receiver().types()).containsExactly("parcel.created");
  }

  @Test
  void sendsWhatWasFlushed_whenTheSessionIsClosedBeforeTheCommit() throws Exception {
    transactions().begin();
    try (var session = open()) {
      session.persist(Parcel.of("flushed"));
      session.flush();
    }
    assertThat(receiver().received()).isEmpty();
    transactions().commit();

    assertThat(receivedCodes(1)).containsExactly("flushed");
  }

  @Test
  void sendsNothing_whenTheLastFlushFails() throws Exception {
    commit("taken");
    receiver().await(1);

    assertThatThrownBy(() -> commit("other", "taken")).isInstanceOf(Exception.class);

    commit("later");
    assertThat(receivedCodes(2)).containsExactly("taken", "later");
  }

  @Test
  void sendsNothing_ofATransactionThatIsMarkedForRollback() throws Exception {
    transactions().begin();
    try (var session = open()) {
      session.persist(Parcel.of("doomed"));
      transactions().setRollbackOnly();
      assertThatThrownBy(() -> transactions().commit()).isInstanceOf(Exception.class);
    }

    commit("fine");
    assertThat(receivedCodes(1)).containsExactly("fine");
  }

  @Test
  void twoSessionsOfOneTransaction_areSentWithItsCommit() throws Exception {
    transactions().begin();
    try (var one = open();
        var other = app().sessionFactory().openStatelessSession()) {
      one.persist(Parcel.of("one"));
      one.flush();
      other.insert(Parcel.of("other"));
    }
    assertThat(receiver().received()).isEmpty();
    transactions().commit();

    assertThat(receivedCodes(2)).containsExactlyInAnyOrder("one", "other");
  }

  @Test
  void publishedChanges_areSentWithTheCommit_alsoOfASessionThatIsClosedBeforeIt() throws Exception {
    commit("a", "b");
    receiver().await(2);
    transactions().begin();
    try (var session = open()) {
      var changes = app().hookstone().changes(session);
      var query =
          session.createMutationQuery("update Parcel set code = code || '!' where code = 'a'");
      assertThat(changes.executeUpdate(query)).isEqualTo(1);
      var id =
          session
              .createSelectionQuery("select id from Parcel where code = 'b'", Long.class)
              .getSingleResult();
      session
          .createNativeMutationQuery("update Parcel set code = 'c' where code = 'b'")
          .executeUpdate();
      changes.updated(Parcel.class, id);
    }
    assertThat(receiver().received()).hasSize(2);
    transactions().commit();

    assertThat(receivedCodes(4).subList(2, 4)).containsExactlyInAnyOrder("a!", "c");
    assertThat(receiver().types().subList(2, 4)).containsOnly("parcel.updated");
  }

  @Test
  void publishedChanges_ofARolledBackTransaction_areNotSent() throws Exception {
    commit("a");
    transactions().begin();
    try (var session = open()) {
      var delete = session.createMutationQuery("delete from Parcel");
      app().hookstone().changes(session).executeUpdate(delete);
      transactions().rollback();
    }
    commit("b");
    assertThat(receivedCodes(2)).containsExactly("a", "b");
  }

  /** A synchronization of the application may come after the one of Hibernate. */
  private static void beforeTheCommit_last(Runnable work) throws Exception {
    new com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple()
        .registerInterposedSynchronization(
            new Synchronization() {
              @Override
              public void beforeCompletion() {
                work.run();
              }

              @Override
              public void afterCompletion(int status) {}
            });
  }

  @Test
  void whatIsWrittenAfterHibernatesOwnSynchronization_isSentToo() throws Exception {
    commit("a");
    receiver().await(1);
    transactions().begin();
    try (var session = open();
        var stateless = app().sessionFactory().openStatelessSession()) {
      session.persist(Parcel.of("b"));
      stateless.insert(Parcel.of("c"));
      session.flush();
      var id =
          session
              .createSelectionQuery("select id from Parcel where code = 'a'", Long.class)
              .getSingleResult();
      beforeTheCommit_last(
          () -> {
            stateless.insert(Parcel.of("d"));
            app().hookstone().changes(stateless).deleted(Parcel.class, id);
          });
      transactions().commit();
    }

    assertThat(receivedCodes(5).subList(1, 4)).containsExactlyInAnyOrder("b", "c", "d");
    assertThat(receiver().types().get(4)).isEqualTo("parcel.deleted");
  }
}
