package io.hookstone.outbox;

import io.hookstone.change.ChangeSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;

/**
 * The outbox table: append, read, claim. Thread-safe; every method works on the session it is given
 * and within that session's transaction.
 */
public final class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);

  private final String lockSql;
  private final String deleteSql;
  private final Supplier<UUID> ids;

  /**
   * Makes the outbox.
   *
   * @param table the outbox table as SQL names it, with schema and prefix
   * @param ids makes row ids, UUID version 7, so that rows of one node sort by age
   */
  public Outbox(String table, Supplier<UUID> ids) {
    this.lockSql = "select id from " + table + " where id = any(?) for update skip locked";
    this.deleteSql = "delete from " + table + " where id = any(?)";
    this.ids = ids;
  }

  /**
   * Writes change sets on the connection and in the transaction of an application's session,
   * without a flush: one insert statement for all rows.
   *
   * <p>Uses a stateless session that shares the connection (Hibernate ORM 7.2 and later, {@code
   * SharedSessionContract.statelessWithOptions}), because {@code persist} would be lost after the
   * last flush.
   *
   * @return the id of each row, in the order of the change sets
   * @throws RuntimeException if the rows cannot be written, in which case the application's
   *     transaction must fail
   */
  public List<UUID> append(SharedSessionContractImplementor session, List<ChangeSet> changeSets) {
    var rows = new ArrayList<OutboxRow>(changeSets.size());
    var rowIds = new ArrayList<UUID>(changeSets.size());
    for (ChangeSet changeSet : changeSets) {
      var row =
          new OutboxRow(
              ids.get(),
              changeSet.tenantId(),
              changeSet.occurredAt(),
              ChangeSetCodec.encode(changeSet));
      rows.add(row);
      rowIds.add(row.id());
    }
    try (var stateless = session.statelessWithOptions().connection().noInterceptor().open()) {
      stateless.insertMultiple(rows);
    }
    return rowIds;
  }

  /**
   * Reads rows that may still be there, in no particular order. Takes no lock: who wants to own a
   * row must {@link #claim} it. A row that cannot be read is logged and left out; it stays in the
   * table for somebody to look at.
   */
  public List<StoredChangeSet> read(StatelessSession session, Collection<UUID> rowIds) {
    return decode(
        session
            .createSelectionQuery(
                "from io.hookstone.outbox.OutboxRow r where r.id in (:ids)", OutboxRow.class)
            .setParameterList("ids", rowIds)
            .getResultList());
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

  private static List<StoredChangeSet> decode(List<OutboxRow> rows) {
    var stored = new ArrayList<StoredChangeSet>(rows.size());
    for (OutboxRow row : rows) {
      try {
        stored.add(
            new StoredChangeSet(row.id(), ChangeSetCodec.decode(row.changes(), row.tenantId())));
      } catch (RuntimeException e) {
        LOG.errorf(
            "HKS0303: An outbox row cannot be read and is left where it is. row=%s cause=%s",
            row.id(), e.getClass().getName());
      }
    }
    return stored;
  }
}
