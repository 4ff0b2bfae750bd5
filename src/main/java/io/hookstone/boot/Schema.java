package io.hookstone.boot;

import io.hookstone.boot.HostChecks.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes and checks the tables of Hookstone. */
final class Schema {

  private static final Logger LOG = Logger.getLogger(Schema.class);
  private static final String SCRIPTS = "/io/hookstone/schema/";

  private final Database database;
  private final OwnTables tables;
  private final SqlStringGenerationContext sql;
  private final IdentifierHelper identifiers;

  /** By the names of the shipped DDL. */
  private final Map<String, Table> model = new LinkedHashMap<>();

  /** The first failure of {@link #create}; counts only if something turns out to be missing. */
  private @Nullable SQLException creationFailure;

  /** Remembers what the model expects, for checking it when the session factory has been built. */
  Schema(
      Database database,
      OwnTables tables,
      Metadata metadata,
      SessionFactoryImplementor sessionFactory) {
    this.database = database;
    this.tables = tables;
    this.sql = sessionFactory.getSqlStringGenerationContext();
    this.identifiers = sessionFactory.getJdbcServices().getJdbcEnvironment().getIdentifierHelper();
    for (Class<?> entity : OwnTables.ENTITIES) {
      model.put(OwnTables.baseName(entity), metadata.getEntityBinding(entity.getName()).getTable());
    }
  }

  /** Returns the name of a table as SQL has to say it, with its schema. */
  private String sqlName(Table table) {
    return sql.format(table.getQualifiedTableName());
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
        });
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
      if (!connection.getAutoCommit()) {
        // One by one, so that a statement that fails takes no other with it.
        connection.commit();
      }
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      LOG.debugf(e, "A statement of the DDL script failed. sql=%s", sql);
      if (creationFailure == null) {
        creationFailure = e;
      }
    }
  }

  /** Refuses to start where a table or a column is missing. */
  void check(SessionFactoryImplementor sessionFactory) {
    inConnection(
        sessionFactory,
        connection -> {
          for (Table table : model.values()) {
            checkTable(
                connection,
                sqlName(table),
                table.getColumns().stream().map(Column::getName).toList());
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
          for (Table table : model.values()) {
            checkIndexes(connection, table);
          }
        });
  }

  private void checkIndexes(Connection connection, Table table) throws SQLException {
    var catalog = sql.catalogWithDefault(table.getCatalogIdentifier());
    var schema = sql.schemaWithDefault(table.getSchemaIdentifier());
    var found = new HashSet<String>();
    try (var rows =
        connection
            .getMetaData()
            .getIndexInfo(
                catalog == null ? null : identifiers.toMetaDataCatalogName(catalog),
                schema == null ? connection.getSchema() : identifiers.toMetaDataSchemaName(schema),
                identifiers.toMetaDataObjectName(table.getNameIdentifier()),
                false,
                true)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString("INDEX_NAME")).toLowerCase(Locale.ROOT));
      }
    }
    for (Index index : table.getIndexes().values()) {
      if (!found.contains(index.getName().toLowerCase(Locale.ROOT))) {
        throw new StartupException(
            "HKS0905: Table '%s' lacks the index '%s'. %s"
                .formatted(table.getName(), index.getName(), remedy()));
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
    var failure = creationFailure;
    return (failure == null
            ? "Set hookstone.schema-management=create, let Hibernate's own schema tool make it, or run %s from the jar%s."
            : "hookstone.schema-management=create failed (%3$s): mend the cause, or run %1$s from the jar%2$s.")
        .formatted(
            SCRIPTS.substring(1) + database.script(),
            tables.prefix().equals("webhook_") ? "" : " with the prefix " + tables.prefix(),
            failure == null ? "" : firstLine(failure));
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
    for (String statement : tables.localized(script, name -> sqlName(known(name))).split(";", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement.strip());
      }
    }
    return statements;
  }

  private Table known(String baseName) {
    var table = model.get(baseName);
    if (table == null) {
      throw new IllegalStateException("The DDL script has a table '" + baseName + "' of its own.");
    }
    return table;
  }

  private String read() {
    try (InputStream script = Schema.class.getResourceAsStream(SCRIPTS + database.script())) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
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
