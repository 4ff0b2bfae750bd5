package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Item;
import io.hookstone.event.EventQuery;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.HostileNames;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables, however the application makes, names and checks its own. Run once per database. */
abstract class SchemaContract {

  private static final String MANAGEMENT = "hookstone.schema-management";
  private static final String HBM2DDL = "hibernate.hbm2ddl.auto";

  private final TestDatabase database = database();

  abstract TestDatabase database();

  /** Returns the shipped script of this database. */
  abstract String script();

  private TestApplication.Builder application() {
    return TestApplication.on(database)
        .entities(Item.class)
        .with("hookstone.batch.window", "1ms")
        .with(HBM2DDL, "none");
  }

  private void itemTable(String... statements) {
    for (String statement : statements) {
      database.execute(statement);
    }
    database.execute(
        "create table Item (id bigint not null primary key, name varchar(255) unique, quantity integer)");
  }

  private void runShippedScript() {
    try (InputStream stream =
        Objects.requireNonNull(SchemaContract.class.getResourceAsStream(script()))) {
      var sql = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      database.execute(sql);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole way, so that every statement of ours meets the tables: also the failed delivery. */
  private static void works(TestApplication.Builder builder) {
    try (var receiver = Receiver.start();
        var app = builder.endpoint("erp", receiver).start()) {
      receiver.answer(503);
      app.inTransaction(session -> session.persist(new Item(1, "a")));
      receiver.await(1);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(10))
          .untilAsserted(
              () -> {
                var deliveries =
                    app.hookstone()
                        .deliveries()
                        .list(io.hookstone.delivery.DeliveryQuery.where())
                        .items();
                assertThat(deliveries).singleElement().extracting("attempts").isEqualTo(1);
              });
      assertThat(app.hookstone().events().list(EventQuery.where().type("item.created")).items())
          .hasSize(1);
      assertThat(
              app.<List<WebhookEvent>>fromTransaction(
                  session ->
                      session
                          .createSelectionQuery(
                              "from io.hookstone.event.WebhookEvent e where e.operation = CREATE",
                              WebhookEvent.class)
                          .getResultList()))
          .hasSize(1);
    }
  }

  @Test
  void shippedScript_fitsWhatHibernateValidates() {
    itemTable();
    runShippedScript();
    runShippedScript();
    works(application().with(HBM2DDL, "validate").with(MANAGEMENT, "validate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "validate"})
  void creates_whereTheApplicationDoesNot(String hbm2ddl) {
    itemTable();
    works(application().with(HBM2DDL, hbm2ddl).with(MANAGEMENT, "create"));
    application().with(HBM2DDL, hbm2ddl).with(MANAGEMENT, "create").start().close();
  }

  @Test
  void tablesOfHibernatesOwnTool_areComplete() {
    works(application().with(HBM2DDL, "create").with(MANAGEMENT, "validate"));
  }

  @Test
  void missingColumn_isRefused() {
    itemTable();
    runShippedScript();
    database.execute("alter table webhook_delivery drop column duration_ms");
    assertThatThrownBy(() -> application().start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("HKS0904: Table 'webhook_delivery' is missing or lacks a column")
        .hasMessageContaining(script().substring(1));
  }

  @Test
  void whyATableCouldNotBeMade_isSaid() {
    itemTable();
    assertThatThrownBy(
            () ->
                application()
                    .with(MANAGEMENT, "create")
                    .with("hookstone.schema", "nowhere")
                    .start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("HKS0904: Table 'nowhere.webhook_outbox' is missing")
        .hasMessageContaining("hookstone.schema-management=create failed (")
        .hasMessageNotContaining("Set hookstone.schema-management=create");
  }

  @Test
  void missingIndex_isRefused_whenAskedToValidate() {
    itemTable();
    runShippedScript();
    database.execute("drop index webhook_event_entity");
    application().start().close();
    assertThatThrownBy(() -> application().with(MANAGEMENT, "validate").start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(
            "HKS0905: Table 'webhook_event' lacks the index 'webhook_event_entity'");
  }

  @Test
  void indexOfAnotherSchema_doesNotCount() {
    itemTable("create schema other");
    runShippedScript();
    application().with("hookstone.schema", "other").with(MANAGEMENT, "create").start().close();
    database.execute("drop index other.webhook_event_entity");
    assertThatThrownBy(
            () ->
                application()
                    .with("hookstone.schema", "other")
                    .with(MANAGEMENT, "validate")
                    .start())
        .hasMessageStartingWith("HKS0905");
  }

  @Test
  void prefix() {
    itemTable();
    works(application().with(MANAGEMENT, "create").with("hookstone.table-prefix", "wh_"));
    assertThat(database.count("select count(*) from wh_event")).isEqualTo(1);
    application()
        .with(HBM2DDL, "validate")
        .with(MANAGEMENT, "validate")
        .with("hookstone.table-prefix", "wh_")
        .start()
        .close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks", "Sales", "webhook_x", "cash$1"})
  void schema(String schema) {
    itemTable("create schema " + schema);
    works(
        application()
            .with(MANAGEMENT, "create")
            .with("hookstone.table-prefix", "wh_")
            .with("hookstone.schema", schema));
    assertThat(database.count("select count(*) from " + schema + ".wh_event")).isEqualTo(1);
  }

  @Test
  void schemaOfHibernatesOwnTool() {
    database.execute("create schema hooks");
    works(application().with(HBM2DDL, "create").with("hookstone.schema", "hooks"));
    assertThat(database.count("select count(*) from hooks.webhook_event")).isEqualTo(1);
    application()
        .with(HBM2DDL, "validate")
        .with(MANAGEMENT, "validate")
        .with("hookstone.schema", "hooks")
        .start()
        .close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "none"})
  void defaultSchema(String hbm2ddl) {
    database.execute("create schema app");
    if (hbm2ddl.equals("none")) {
      database.execute(
          "create table app.Item (id bigint not null primary key, name varchar(255), quantity integer)");
    }
    works(
        application()
            .with(HBM2DDL, hbm2ddl)
            .with(MANAGEMENT, hbm2ddl.equals("none") ? "create" : "validate")
            .with("hibernate.default_schema", "app"));
    assertThat(database.count("select count(*) from app.webhook_event")).isEqualTo(1);
  }

  @Test
  void catalogAndSchema() {
    itemTable();
    works(
        application()
            .with(MANAGEMENT, "create")
            .with("hookstone.catalog", catalog(database))
            .with("hookstone.schema", "public"));
  }

  /** Returns the catalog of the test's database as SQL may say it. */
  abstract String catalog(TestDatabase database);

  @Test
  void hostileNamingStrategy() {
    var naming = "hibernate.physical_naming_strategy";
    works(application().with(HBM2DDL, "create").with(naming, HostileNames.class.getName()));
    assertThat(database.count("select count(*) from tbl_item where col_name = 'a'")).isEqualTo(1);
    application()
        .with(HBM2DDL, "validate")
        .with(MANAGEMENT, "validate")
        .with(naming, HostileNames.class.getName())
        .start()
        .close();
  }

  @Test
  void hostileNamingStrategy_withTheShippedScript() {
    runShippedScript();
    works(
        application()
            .with(HBM2DDL, "update")
            .with("hibernate.physical_naming_strategy", HostileNames.class.getName()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hibernate.globally_quoted_identifiers", "hibernate.auto_quote_keyword"})
  void quotedIdentifiers(String setting) {
    works(application().with(HBM2DDL, "create").with(setting, "true"));
    application()
        .with(HBM2DDL, "validate")
        .with(MANAGEMENT, "validate")
        .with(setting, "true")
        .start()
        .close();
  }

  @Test
  void quotedIdentifiers_withTheShippedScript() {
    runShippedScript();
    works(
        application()
            .with(HBM2DDL, "update")
            .with(MANAGEMENT, "validate")
            .with("hibernate.globally_quoted_identifiers", "true"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nodesThatStartTogether_createOnce(boolean autoCommit) throws Exception {
    itemTable();
    var nodes = 3;
    var together = new CyclicBarrier(nodes);
    var executor = Executors.newFixedThreadPool(nodes);
    try {
      Callable<Boolean> node =
          () -> {
            together.await();
            application().with(MANAGEMENT, "create").autoCommit(autoCommit).start().close();
            return true;
          };
      for (var started : executor.invokeAll(List.of(node, node, node))) {
        assertThat(started.get()).isTrue();
      }
    } finally {
      executor.shutdownNow();
    }
    application().with(MANAGEMENT, "validate").start().close();
  }
}
