package io.hookstone.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An empty database of its own for one test.
 *
 * @param url the JDBC URL, credentials included
 */
public record TestDatabase(String url) {

  /** Guarded by the class; one server for all tests of a JVM, stopped with it. */
  private static @Nullable EmbeddedPostgres postgres;

  /** Makes an H2 database in memory. */
  public static TestDatabase h2() {
    return new TestDatabase(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;USER=sa");
  }

  /** Makes a database on a real PostgreSQL. */
  public static TestDatabase postgres() {
    var name = "t" + UUID.randomUUID().toString().replace("-", "");
    var server = server();
    try (var connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("No database on the embedded PostgreSQL.", e);
    }
    return new TestDatabase(server.getJdbcUrl("postgres", name));
  }

  private static synchronized EmbeddedPostgres server() {
    var running = postgres;
    if (running == null) {
      try {
        running = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start.", e);
      }
      postgres = running;
    }
    return running;
  }

  /** Opens a connection beside the application's. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** Runs a statement beside the application. */
  public void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Runs a query that returns one number. */
  public long count(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
