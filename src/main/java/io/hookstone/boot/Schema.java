package io.hookstone.boot;

import io.hookstone.boot.HostChecks.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Column;
import org.jboss.logging.Logger;

/** Makes and checks the tables of Hookstone. */
final class Schema {

  private static final Logger LOG = Logger.getLogger(Schema.class);
  private static final String SCRIPTS = "/io/hookstone/schema/";

  private final Database database;
  private final OwnTables tables;
  private final Map<Class<?>, List<String>> columns = new LinkedHashMap<>();
  private final Map<String, List<String>> indexes = new LinkedHashMap<>();

  /** Remembers what the model expects, for checking it when the session factory has been built. */
  Schema(Database database, OwnTables tables, Metadata metadata) {
    this.database = database;
    this.tables = tables;
    for (Class<?> entity : OwnTables.ENTITIES) {
      var table = metadata.getEntityBinding(entity.getName()).getTable();
      columns.put(entity, table.getColumns().stream().map(Column::getName).toList());
      indexes.put(table.getName(), List.copyOf(indexNames(table)));
    }
  }

  private static List<String> indexNames(org.hibernate.mapping.Table table) {
    var names = new ArrayList<String>();
    table.getIndexes().values().forEach(index -> names.add(index.getName()));
    return names;
  }

  /**
   * Runs the shipped script, which leaves alone what exists. Nodes that start together may race:
   * what counts is that the tables are there at the end, which {@link #check} sees to.
   */
  void create(SessionFactoryImplementor sessionFactory) {
    inConnection(
        sessionFactory,
        connection -> {
          for (String statement : statements()) {
            execute(connection, statement);
          }
          if (!connection.getAutoCommit()) {
            connection.commit();
          }
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      LOG.debugf(e, "A statement of the DDL script failed. sql=%s", sql);
    }
  }

  /** Refuses to start where a table or a column is missing. */
  void check(SessionFactoryImplementor sessionFactory) {
    inConnection(
        sessionFactory,
        connection -> {
          for (var expected : columns.entrySet()) {
            checkTable(connection, sqlName(sessionFactory, expected.getKey()), expected.getValue());
          }
        });
  }

  /**
   * Refuses to start where an index is missing, without which the tables work but get slow as they
   * grow.
   */
  void checkIndexes(SessionFactoryImplementor sessionFactory) {
    inConnection(
        sessionFactory,
        connection -> {
          for (var expected : indexes.entrySet()) {
            checkIndexes(connection, expected.getKey(), expected.getValue());
          }
        });
  }

  private void checkIndexes(Connection connection, String table, List<String> expected)
      throws SQLException {
    boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
    var found = new ArrayList<String>();
    try (var rows =
        connection
            .getMetaData()
            .getIndexInfo(
                null,
                null,
                upper ? table.toUpperCase(java.util.Locale.ROOT) : table,
                false,
                true)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString("INDEX_NAME")).toLowerCase(java.util.Locale.ROOT));
      }
    }
    for (String index : expected) {
      if (!found.contains(index.toLowerCase(java.util.Locale.ROOT))) {
        throw new StartupException(
            "HKS0905: Table '%s' lacks the index '%s'. %s".formatted(table, index, remedy()));
      }
    }
  }

  private void checkTable(Connection connection, String table, List<String> expected)
      throws SQLException {
    var sql = "select " + String.join(", ", expected) + " from " + table + " where 1 = 0";
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      LOG.tracef(
          "Table is complete. table=%s columns=%d", table, rows.getMetaData().getColumnCount());
    } catch (SQLException e) {
      throw new StartupException(
          "HKS0904: Table '%s' is missing or lacks a column (%s). %s"
              .formatted(table, firstLine(e), remedy()),
          e);
    }
  }

  private String remedy() {
    return "Set hookstone.schema-management=create, let Hibernate's own schema tool make it, or run %s from the jar%s."
        .formatted(
            SCRIPTS.substring(1) + database.script(),
            tables.prefix().equals("webhook_") ? "" : " with the prefix " + tables.prefix());
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  /** Returns the name of an entity's table as SQL has to say it, with its schema. */
  static String sqlName(SessionFactoryImplementor sessionFactory, Class<?> entity) {
    return sessionFactory
        .getMappingMetamodel()
        .getEntityDescriptor(entity.getName())
        .getIdentifierTableDetails()
        .getTableName();
  }

  private List<String> statements() {
    var script =
        read().lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    var statements = new ArrayList<String>();
    for (String statement : tables.localized(script).split(";", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement.strip());
      }
    }
    return statements;
  }

  private String read() {
    try (InputStream script = Schema.class.getResourceAsStream(SCRIPTS + database.script())) {
      return new String(
          java.util.Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The jar lacks " + SCRIPTS + database.script() + ".", e);
    }
  }

  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private static void inConnection(SessionFactoryImplementor sessionFactory, Work work) {
    JdbcConnectionAccess access =
        sessionFactory.getJdbcServices().getBootstrapJdbcConnectionAccess();
    try {
      var connection = access.obtainConnection();
      try {
        work.run(connection);
      } finally {
        access.releaseConnection(connection);
      }
    } catch (SQLException e) {
      throw new StartupException(
          "HKS0906: The database cannot be reached to check the tables (%s)."
              .formatted(firstLine(e)),
          e);
    }
  }
}
