package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk statements and native SQL are counted and warned about. Run once per database. */
abstract class UncapturedStatementsContract {

  /** An entity with a collection table. */
  @Entity(name = "Gadget")
  static class Gadget {
    @Id @GeneratedValue @Nullable Long id;
    @Nullable String name;
    @ElementCollection Set<String> tags = Set.of("new");
  }

  /** The root of entities in several tables. */
  @Entity(name = "Vehicle")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Vehicle {
    @Id @GeneratedValue @Nullable Long id;
    int wheels;
  }

  /** A subclass with a table of its own. */
  @Entity(name = "Truck")
  static class Truck extends Vehicle {
    int load;
  }

  /** An entity that is not captured. */
  @Entity(name = "Log")
  static class Log {
    @Id @GeneratedValue @Nullable Long id;
    @Nullable String text;
  }

  abstract TestDatabase database();

  private final List<String> inspected = new CopyOnWriteArrayList<>();
  private @Nullable TestApplication app;
  private @Nullable CapturedLog log;

  @BeforeEach
  void start() {
    log = CapturedLog.start();
    app =
        TestApplication.on(database())
            .entities(Gadget.class, Vehicle.class, Truck.class, Log.class)
            .with("hookstone.entities.exclude", "Log")
            .with("hibernate.jdbc.batch_size", "10")
            .with(
                "hibernate.session_factory.statement_inspector",
                (StatementInspector)
                    sql -> {
                      inspected.add(sql);
                      return sql;
                    })
            .start();
  }

  @AfterEach
  void stop() {
    app().close();
    log().close();
  }

  private TestApplication app() {
    return java.util.Objects.requireNonNull(app);
  }

  private CapturedLog log() {
    return java.util.Objects.requireNonNull(log);
  }

  private Map<String, Long> counted(Consumer<Session> work) {
    app().inTransaction(work);
    return app().hookstone().statistics().uncapturedStatements();
  }

  @Test
  void countsHqlAndCriteriaAndNativeStatements() {
    assertThat(counted(s -> s.createMutationQuery("update Gadget set name = 'x'").executeUpdate()))
        .containsExactly(Map.entry("Gadget", 1L));
    assertThat(
            counted(
                s -> {
                  var delete = s.getCriteriaBuilder().createCriteriaDelete(Log.class);
                  delete.from(Log.class);
                  s.createMutationQuery(delete).executeUpdate();
                  var update = s.getCriteriaBuilder().createCriteriaUpdate(Gadget.class);
                  update.from(Gadget.class);
                  update.set("name", "y");
                  s.createMutationQuery(update).executeUpdate();
                }))
        .containsExactly(Map.entry("Gadget", 2L));
    assertThat(
            counted(
                s ->
                    s.createNativeMutationQuery("/* nightly */ UPDATE Gadget SET name = 'z'")
                        .executeUpdate()))
        .containsExactly(Map.entry("Gadget", 3L));
    assertThat(
            counted(
                s ->
                    s.createMutationQuery(
                            "insert into Gadget (id, name) select l.id + 1000, l.text from Log l")
                        .executeUpdate()))
        .containsExactly(Map.entry("Gadget", 4L));
  }

  @Test
  void countsStatementsOnCollectionTablesAndSubclassTables() {
    assertThat(counted(s -> s.createNativeMutationQuery("delete from Gadget_tags").executeUpdate()))
        .containsExactly(Map.entry("Gadget", 1L));
    assertThat(counted(s -> s.createNativeMutationQuery("delete from Truck").executeUpdate()))
        .containsEntry("Vehicle", 1L);
    assertThat(
            counted(s -> s.createMutationQuery("update Truck set load = 1").executeUpdate())
                .get("Vehicle"))
        .isGreaterThan(1L);
  }

  @Test
  void countsNothing_ofWhatTheListenersSee() {
    var counted =
        counted(
            s -> {
              for (int i = 0; i < 25; i++) {
                var gadget = new Gadget();
                gadget.name = "g" + i;
                s.persist(gadget);
                s.persist(new Truck());
              }
              s.flush();
              s.createSelectionQuery("from Gadget", Gadget.class)
                  .getResultList()
                  .forEach(
                      gadget -> {
                        gadget.name += "!";
                        gadget.tags = Set.of("old");
                      });
              // An auto flush within a query, and the query of an excluded entity.
              s.createMutationQuery("delete from Log").executeUpdate();
              s.createSelectionQuery("from Gadget", Gadget.class)
                  .getResultList()
                  .forEach(s::remove);
            });
    assertThat(counted).isEmpty();
    assertThat(log().lines()).noneMatch(message -> message.contains("HKS0202"));
  }

  @Test
  void countsNothing_ofAStatelessSession() {
    try (var session = app().sessionFactory().openStatelessSession()) {
      var gadget = new Gadget();
      session.insert(gadget);
      gadget.name = "updated";
      session.update(gadget);
      session.upsert(gadget);
      session.delete(gadget);
    }
    assertThat(app().hookstone().statistics().uncapturedStatements()).isEmpty();
  }

  @Test
  void warnsOncePerStatement_withTheEntityAndWithoutItsValues() {
    for (int i = 0; i < 3; i++) {
      counted(
          s ->
              s.createNativeMutationQuery("update Gadget set name = 'confidential'")
                  .executeUpdate());
    }
    assertThat(log().lines().stream().filter(message -> message.contains("HKS0202")))
        .singleElement()
        .asString()
        .contains("entity=Gadget", "statement=update")
        .doesNotContain("confidential");
  }

  @Test
  void theApplicationsOwnInspector_stillSeesEverything() {
    inspected.clear();
    counted(s -> s.createMutationQuery("delete from Gadget").executeUpdate());
    assertThat(inspected).anyMatch(sql -> sql.startsWith("delete from Gadget"));
  }
}
