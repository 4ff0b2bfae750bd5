package io.hookstone.outbox;

import io.hookstone.change.ChangeSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The outbox table: append, read, claim. Thread-safe; every method works on the session it is given
 * and within that session's transaction.
 */
public final class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);

  /** A row has up to about 1 MiB, so that a whole result could be too much for the heap. */
  private static final int FETCH_SIZE = 20;

  private final String insertSql;
  private final String readSql;
  private final String lockSql;
  private final String deleteSql;
  private final String holdSql;
  private final Supplier<UUID> ids;

  /**
   * Makes the outbox.
   *
   * @param table the outbox table as SQL names it, with schema and prefix
   * @param ids makes row ids, UUID version 7, so that rows of one node sort by age
   */
  public Outbox(String table, Supplier<UUID> ids) {
    this.insertSql =
        "insert into " + table + " (id, tenant_id, created_at, changes) values (?, ?, ?, ?)";
    this.readSql = "select id, tenant_id, changes from " + table + " where id = any(?) order by id";
    this.lockSql = "select id from " + table + " where id = any(?) for update skip locked";
    this.deleteSql = "delete from " + table + " where id = any(?)";
    this.holdSql = "update " + table + " set created_at = ? where id = ?";
    this.ids = ids;
  }

  /**
   * Writes change sets on the connection and in the transaction of an application's session,
   * without a flush.
   *
   * <p>Goes through the session's JDBC coordinator, so that statement inspectors, statistics and
   * logs see the insert like any other. Not through a child session ({@code statelessWithOptions}),
   * because every child leaves a listener behind in its parent (Hibernate ORM 7.2 to 7.4, {@code
   * SharedSessionCreationOptions.registerParentSessionObserver}), which a session with many
   * transactions would collect.
   *
   * @return the id of each row, in the order of the change sets
   * @throws RuntimeException if the rows cannot be written, in which case the application's
   *     transaction must fail
   */
  public List<UUID> append(SharedSessionContractImplementor session, List<ChangeSet> changeSets) {
    if (session.getJdbcCoordinator().getLogicalConnection().isOpen()) {
      return insert(session, changeSets);
    }
    // With JTA a session may be closed before its transaction ends, which every new one joins.
    var options = session.getFactory().withStatelessOptions();
    options.noInterceptor();
    options.tenantIdentifier(session.getTenantIdentifierValue());
    try (var joining = options.openStatelessSession()) {
      return insert((SharedSessionContractImplementor) joining, changeSets);
    }
  }

  private List<UUID> insert(SharedSessionContractImplementor session, List<ChangeSet> changeSets) {
    var coordinator = session.getJdbcCoordinator();
    var rowIds = new ArrayList<UUID>(changeSets.size());
    try {
      var insert = coordinator.getStatementPreparer().prepareStatement(insertSql);
      try {
        for (ChangeSet changeSet : changeSets) {
          var row = ids.get();
          bind(insert, row, changeSet);
          coordinator.getResultSetReturn().executeUpdate(insert, insertSql);
          rowIds.add(row);
        }
      } finally {
        coordinator.getLogicalConnection().getResourceRegistry().release(insert);
        coordinator.afterStatementExecution();
      }
    } catch (SQLException e) {
      throw session
          .getJdbcServices()
          .getSqlExceptionHelper()
          .convert(e, "HKS0304: The outbox row could not be written.", insertSql);
    }
    return rowIds;
  }

  private static void bind(PreparedStatement insert, UUID row, ChangeSet changeSet)
      throws SQLException {
    insert.setObject(1, row);
    insert.setString(2, changeSet.tenantId());
    insert.setObject(3, changeSet.occurredAt().atOffset(ZoneOffset.UTC));
    insert.setBytes(4, ChangeSetCodec.encode(changeSet));
  }

  /**
   * Reads rows that may still be there, oldest first. Takes no lock: who wants to own a row must
   * {@link #claim} it. A row that cannot be read is logged and left out; it stays in the table for
   * somebody to look at.
   *
   * @param maxBytes reading stops after the row with which this many bytes are reached, so that
   *     memory stays bounded
   * @param maxChanges reading stops after the row with which this many changes are reached, so that
   *     what becomes of them fits into a lane
   */
  public List<StoredChangeSet> read(
      StatelessSession session, Collection<UUID> rowIds, long maxBytes, int maxChanges) {
    return session.doReturningWork(
        connection -> {
          try (var select = connection.prepareStatement(readSql)) {
            select.setFetchSize(FETCH_SIZE);
            select.setArray(1, connection.createArrayOf("uuid", rowIds.toArray()));
            return read(select, maxBytes, maxChanges);
          }
        });
  }

  private static List<StoredChangeSet> read(PreparedStatement select, long maxBytes, int maxChanges)
      throws SQLException {
    var stored = new ArrayList<StoredChangeSet>();
    long bytesRead = 0;
    int changesRead = 0;
    try (var rows = select.executeQuery()) {
      while (bytesRead < maxBytes && changesRead < maxChanges && rows.next()) {
        var bytes = rows.getBytes(3);
        var changeSet = decode(rows.getObject(1, UUID.class), rows.getString(2), bytes);
        if (changeSet.isPresent()) {
          stored.add(changeSet.get());
          // Only what is kept counts, else rows that cannot be read would hide those behind them.
          bytesRead += bytes.length;
          changesRead += changeSet.get().changeSet().changes().size();
        }
      }
    }
    return stored;
  }

  /**
   * Finds rows that nobody has relayed, oldest first: their node died, or had no room to take them.
   *
   * @param createdBefore younger rows are left to the node that wrote them
   * @param limit the most rows to return
   */
  public List<UUID> orphans(StatelessSession session, Instant createdBefore, int limit) {
    return session
        .createSelectionQuery(
            "select r.id from io.hookstone.outbox.OutboxRow r where r.createdAt < :before"
                + " order by r.createdAt",
            UUID.class)
        .setParameter("before", createdBefore)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * Claims rows by deleting them: whoever deletes a row, in the transaction that inserts its events
   * and deliveries, owns it. A row that another node is claiming at this moment is skipped, not
   * waited for.
   *
   * @return the rows that now belong to the caller's transaction; possibly none
   */
  public Set<UUID> claim(StatelessSession session, Collection<UUID> rowIds) {
    return session.doReturningWork(
        connection -> {
          var locked = lock(connection, rowIds);
          delete(connection, locked);
          return locked;
        });
  }

  /**
   * Holds rows back: each is found by the {@linkplain #orphans sweep} of any node, as if it had
   * been written at the time given. A row that another node is claiming at this moment is left to
   * it.
   */
  public void hold(StatelessSession session, Map<UUID, Instant> until) {
    session.doWork(
        connection -> {
          var locked = lock(connection, until.keySet());
          try (var update = connection.prepareStatement(holdSql)) {
            for (UUID row : locked) {
              var time = Objects.requireNonNull(until.get(row));
              update.setObject(1, time.atOffset(ZoneOffset.UTC));
              update.setObject(2, row);
              update.addBatch();
            }
            update.executeBatch();
          }
        });
  }

  private Set<UUID> lock(Connection connection, Collection<UUID> rowIds) throws SQLException {
    var locked = new HashSet<UUID>();
    try (var select = connection.prepareStatement(lockSql)) {
      select.setArray(1, connection.createArrayOf("uuid", rowIds.toArray()));
      try (var result = select.executeQuery()) {
        while (result.next()) {
          locked.add(result.getObject(1, UUID.class));
        }
      }
    }
    return locked;
  }

  private void delete(Connection connection, Set<UUID> rowIds) throws SQLException {
    if (!rowIds.isEmpty()) {
      try (var delete = connection.prepareStatement(deleteSql)) {
        delete.setArray(1, connection.createArrayOf("uuid", rowIds.toArray()));
        delete.executeUpdate();
      }
    }
  }

  private static Optional<StoredChangeSet> decode(
      UUID row, @Nullable String tenantId, byte[] changes) {
    try {
      return Optional.of(new StoredChangeSet(row, ChangeSetCodec.decode(changes, tenantId)));
    } catch (RuntimeException e) {
      LOG.errorf(
          "HKS0303: An outbox row cannot be read and is left where it is. row=%s cause=%s",
          row, e.getClass().getName());
      return Optional.empty();
    }
  }
}
