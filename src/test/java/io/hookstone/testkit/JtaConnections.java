package io.hookstone.testkit;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/**
 * Connections as an application server gives them: within a JTA transaction always the same one,
 * enlisted; outside of one, each in autocommit mode.
 */
public final class JtaConnections implements ConnectionProvider {

  private static final long serialVersionUID = 1L;

  private final transient XADataSource dataSource;
  private final transient TransactionManager transactions;
  private final transient Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();
  private final transient Map<Connection, XAConnection> loose = new ConcurrentHashMap<>();

  /** Makes the provider. */
  public JtaConnections(XADataSource dataSource, TransactionManager transactions) {
    this.dataSource = dataSource;
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      var transaction = transactions.getTransaction();
      return transaction == null ? loose() : enlisted(transaction);
    } catch (SystemException | RollbackException e) {
      throw new SQLException(e);
    }
  }

  private Connection loose() throws SQLException {
    var pooled = dataSource.getXAConnection();
    var connection = pooled.getConnection();
    loose.put(connection, pooled);
    return connection;
  }

  private Connection enlisted(Transaction transaction)
      throws SQLException, SystemException, RollbackException {
    var known = enlisted.get(transaction);
    if (known != null) {
      return known;
    }
    var pooled = dataSource.getXAConnection();
    transaction.registerSynchronization(new CloseAtEnd(transaction, pooled));
    transaction.enlistResource(pooled.getXAResource());
    // One handle for the whole transaction: a second one of H2 rolls back what the first has done.
    var connection = pooled.getConnection();
    enlisted.put(transaction, connection);
    return connection;
  }

  /** Closes the connection of a transaction that is over. */
  private final class CloseAtEnd implements Synchronization {

    private final Transaction transaction;
    private final XAConnection pooled;

    CloseAtEnd(Transaction transaction, XAConnection pooled) {
      this.transaction = transaction;
      this.pooled = pooled;
    }

    @Override
    public void beforeCompletion() {
      // The connection is needed until the end.
    }

    @Override
    public void afterCompletion(int status) {
      enlisted.remove(transaction);
      try {
        pooled.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    var pooled = loose.remove(connection);
    if (pooled != null) {
      pooled.close();
    }
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return true;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException();
  }
}
