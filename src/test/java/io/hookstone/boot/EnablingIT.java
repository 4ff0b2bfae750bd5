package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.Hookstone;
import io.hookstone.capture.model.Item;
import io.hookstone.settings.InvalidSettingsException;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One setting turns everything on, and without it there is nothing. */
class EnablingIT {

  private static final String ENABLED = "hookstone.enabled";

  private final TestDatabase database = TestDatabase.h2();

  /** An application's own entity of the same name. */
  @Entity(name = "WebhookEvent")
  static class WebhookEvent {
    @Id long id;
  }

  private static Set<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("hookstone-.*|vert\\.x-.*"))
        .collect(Collectors.toSet());
  }

  private static void noThreadIsLeft(Set<Thread> before) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () ->
                assertThat(ourThreads())
                    .filteredOn(thread -> !before.contains(thread) && thread.isAlive())
                    .isEmpty());
  }

  private static List<String> ourListeners(SessionFactory factory) {
    var registry =
        factory
            .unwrap(SessionFactoryImplementor.class)
            .getServiceRegistry()
            .requireService(EventListenerRegistry.class);
    var found = new ArrayList<String>();
    for (EventType<?> type : EventType.values()) {
      registry
          .getEventListenerGroup(type)
          .fireEventOnEachListener(
              type,
              (listener, event) -> {
                if (listener.getClass().getName().startsWith("io.hookstone.")) {
                  found.add(event.eventName());
                }
              });
    }
    return found;
  }

  private long ourTables() {
    return database.count(
        "select count(*) from information_schema.tables where lower(table_name) like 'webhook%'");
  }

  private static Collection<String> ourEntities(SessionFactory factory) {
    return factory.getMetamodel().getEntities().stream()
        .map(entity -> entity.getJavaType().getName())
        .filter(name -> !name.equals(Item.class.getName()))
        .toList();
  }

  private TestApplication.Builder application() {
    return TestApplication.on(database)
        .entities(Item.class)
        .with("hookstone.batch.window", "1ms")
        .without(ENABLED);
  }

  private void tellsEvents(TestApplication app) {
    var events = new CommittedEvents(database, app);
    assertThat(events.of(session -> session.persist(new Item(1, "a")))).hasSize(1);
    assertThat(ourListeners(app.sessionFactory())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false"})
  void withoutTheSetting_thereIsNothing(String value) {
    var before = ourThreads();
    var builder = value.isEmpty() ? application() : application().with(ENABLED, value);
    try (var app = builder.start()) {
      app.inTransaction(session -> session.persist(new Item(1, "a")));
      assertThat(ourListeners(app.sessionFactory())).isEmpty();
      assertThat(ourEntities(app.sessionFactory())).isEmpty();
      assertThat(ourTables()).isZero();
      assertThat(ourThreads()).filteredOn(thread -> !before.contains(thread)).isEmpty();
      assertThatThrownBy(app::hookstone)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("HKS0914")
          .hasMessageContaining("hookstone.enabled=true");
    }
  }

  @Test
  void enabledByAPersistenceProperty() {
    try (var app = application().with(ENABLED, "true").start()) {
      tellsEvents(app);
    }
  }

  @Test
  void enabledByASystemProperty() {
    System.setProperty(ENABLED, "true");
    try (var app = application().start()) {
      tellsEvents(app);
    } finally {
      System.clearProperty(ENABLED);
    }
  }

  @Test
  void enabledByAFileOnTheClassPath(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("hookstone.properties"), ENABLED + "=true\n");
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        var app = application().loadedBy(loader).start()) {
      tellsEvents(app);
    }
  }

  @Test
  void wrongSettings_areAllReportedAtOnce() {
    var before = ourThreads();
    assertThatThrownBy(
            () ->
                application()
                    .with(ENABLED, "true")
                    .with("hookstone.batch.window", "10 parsecs")
                    .with("hookstone.batch.maxsize", "5")
                    .with("hookstone.endpoint.erp.url", "ftp://erp.example")
                    .start())
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.key())
                    .contains(
                        "hookstone.batch.window",
                        "hookstone.batch.maxsize",
                        "hookstone.endpoint.erp.url",
                        "hookstone.endpoint.erp.events"));
    noThreadIsLeft(before);
  }

  @Test
  void unsupportedDatabase_isRefused() {
    assertThatThrownBy(
            () ->
                application()
                    .with(ENABLED, "true")
                    .with("hibernate.dialect", "org.hibernate.dialect.HSQLDialect")
                    .with("hibernate.hbm2ddl.auto", "none")
                    .start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("HKS0902: The database dialect is 'HSQLDialect'");
  }

  @Test
  void missingTables_areRefusedAtTheStart() {
    var before = ourThreads();
    assertThatThrownBy(
            () ->
                application().with(ENABLED, "true").with("hibernate.hbm2ddl.auto", "none").start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("HKS0904: Table 'webhook_outbox' is missing")
        .hasMessageContaining("hookstone.schema-management=create")
        .hasMessageContaining("io/hookstone/schema/h2.sql");
    noThreadIsLeft(before);
    assertThat(ourTables()).isZero();
  }

  @Test
  void twoFactories_ofWhichOneIsEnabled() {
    try (var on = application().with(ENABLED, "true").start();
        var off =
            TestApplication.on(TestDatabase.h2()).entities(Item.class).without(ENABLED).start()) {
      off.inTransaction(session -> session.persist(new Item(9, "untold")));
      tellsEvents(on);
      assertThat(ourListeners(off.sessionFactory())).isEmpty();
      assertThatThrownBy(off::hookstone).hasMessageContaining("HKS0914");
    }
  }

  @Test
  void closedAndBuiltAgain_goesOn() {
    var before = ourThreads();
    SessionFactory closed;
    try (var app = application().with(ENABLED, "true").start()) {
      closed = app.sessionFactory();
      tellsEvents(app);
      var hookstone = app.hookstone();
      app.closeFactory();
      assertThat(app.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
      assertThatThrownBy(hookstone::events)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("HKS0910");
    }
    noThreadIsLeft(before);
    assertThatThrownBy(() -> Hookstone.of(closed)).isInstanceOf(IllegalStateException.class);
    try (var again = application().with(ENABLED, "true").start()) {
      var events = new CommittedEvents(database, again);
      events.next();
      assertThat(events.of(session -> session.find(Item.class, 1).name = "b")).hasSize(1);
    }
  }

  @Test
  void ownEntitiesOfTheApplication_mayHaveOurNames() {
    try (var app =
        application().entities(Item.class, WebhookEvent.class).with(ENABLED, "true").start()) {
      var events = new CommittedEvents(database, app);
      var created =
          events.of(
              session -> {
                session.persist(new WebhookEvent());
                assertThat(
                        session
                            .createSelectionQuery("from WebhookEvent", WebhookEvent.class)
                            .getResultList())
                    .hasSize(1);
              });
      assertThat(CommittedEvents.summary(created)).containsExactly("webhookEvent.created 0");
    }
  }

  @Test
  void jpaBootstrap_works_andAnEntityManagerMayBeClosedBeforeTheCommit() {
    var configuration =
        new PersistenceConfiguration("jpa")
            .managedClass(Item.class)
            .property("jakarta.persistence.jdbc.url", database.url())
            .property("hibernate.hbm2ddl.auto", "update")
            .property("hookstone.batch.window", "1ms")
            .property(ENABLED, "true");
    try (var factory = Persistence.createEntityManagerFactory(configuration)) {
      var manager = factory.createEntityManager();
      var transaction = manager.getTransaction();
      transaction.begin();
      manager.persist(new Item(1, "a"));
      manager.close();
      transaction.commit();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(
                          database.count(
                              "select count(*) from webhook_event where entity_id = '1'"))
                      .isEqualTo(1));
    }
  }

  @Test
  void jpaBootstrap_tellsWrongSettings() {
    var configuration =
        new PersistenceConfiguration("jpa")
            .managedClass(Item.class)
            .property("jakarta.persistence.jdbc.url", database.url())
            .property("hookstone.batch.window", "soon")
            .property(ENABLED, "true");
    assertThatThrownBy(() -> Persistence.createEntityManagerFactory(configuration))
        .hasStackTraceContaining("hookstone.batch.window");
  }
}
