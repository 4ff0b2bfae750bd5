package io.hookstone.capture;

import io.hookstone.change.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.CacheMode;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as the application's transaction sees them, past its session: without a flush, without
 * a lock, and whatever the persistence context or the second-level cache hold. Never called during
 * a flush.
 */
final class CurrentRows {

  private static final Logger LOG = Logger.getLogger(CurrentRows.class);

  /** One query reads at most this many rows. */
  static final int AT_ONCE = 500;

  private CurrentRows() {}

  /** One row: that of a concrete entity, with its values in Hibernate's order. */
  static final class Row {
    private final EntityPersister persister;
    private final @Nullable Object[] state;

    private Row(EntityPersister persister, @Nullable Object[] state) {
      this.persister = persister;
      this.state = state;
    }

    EntityPersister persister() {
      return persister;
    }

    @Nullable Object[] state() {
      return state;
    }
  }

  /**
   * Reads rows by their ids.
   *
   * @return as many as there are ids, in their order; null where there is no such row
   */
  static List<@Nullable Row> read(
      EntityPersister persister, List<?> ids, SharedSessionContractImplementor session) {
    var rows = new ArrayList<@Nullable Row>(ids.size());
    var jdbc = session.getJdbcCoordinator();
    if (jdbc.getLogicalConnection().isOpen()) {
      // A stateless session may have statements waiting for their batch to be full.
      jdbc.executeBatch();
    }
    try (var reading = open(session)) {
      for (int start = 0; start < ids.size(); start += AT_ONCE) {
        var some = ids.subList(start, Math.min(start + AT_ONCE, ids.size()));
        for (var entity : reading.getMultiple(persister.getMappedClass(), some)) {
          rows.add(entity == null ? null : row(entity, reading));
        }
      }
    } finally {
      if (jdbc.getLogicalConnection().isOpen()) {
        jdbc.afterStatementExecution();
      }
    }
    return rows;
  }

  private static Row row(Object entity, StatelessSession reading) {
    var persister = ((SharedSessionContractImplementor) reading).getEntityPersister(null, entity);
    return new Row(persister, persister.getValues(entity));
  }

  /**
   * Opens a session on the same connection. Not as a child ({@code statelessWithOptions}), because
   * every child leaves a listener behind in its parent (Hibernate ORM 7.2 to 7.4, {@code
   * SharedSessionCreationOptions.registerParentSessionObserver}).
   */
  private static StatelessSession open(SharedSessionContractImplementor session) {
    var options = session.getFactory().withStatelessOptions();
    options.noInterceptor();
    options.tenantIdentifier(session.getTenantIdentifierValue());
    var connection = session.getJdbcCoordinator().getLogicalConnection();
    if (connection.isOpen()) {
      options.connection(connection.getPhysicalConnection());
    }
    // Else it is JTA: the session was closed before its transaction, which every new one joins.
    var reading = options.openStatelessSession();
    reading.setCacheMode(CacheMode.IGNORE);
    return reading;
  }

  /**
   * Gives published changes the state of their rows. An update whose row can no longer be seen,
   * because it is deleted or hidden by a restriction, is told as a delete. A create whose row is
   * gone is left out, with a warning: the application's transaction must not fail because of a
   * payload.
   */
  static List<PendingChange> refreshed(
      List<PendingChange> pending, SharedSessionContractImplementor session) {
    Map<EntityPersister, List<PendingChange>> unread = new LinkedHashMap<>();
    for (PendingChange change : pending) {
      var persister = change.unreadRow();
      if (persister != null) {
        unread.computeIfAbsent(persister, entity -> new ArrayList<>()).add(change);
      }
    }
    if (unread.isEmpty()) {
      return pending;
    }
    Set<PendingChange> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    unread.forEach((persister, changes) -> gone.addAll(refresh(persister, changes, session)));
    return pending.stream().filter(change -> !gone.contains(change)).toList();
  }

  /** Returns the changes whose rows are gone. */
  private static List<PendingChange> refresh(
      EntityPersister persister,
      List<PendingChange> changes,
      SharedSessionContractImplementor session) {
    var rows = read(persister, changes.stream().map(change -> change.id).toList(), session);
    var gone = new ArrayList<PendingChange>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (row != null && row.persister() == persister) {
        changes.get(i).row(row.state());
      } else if (row == null && changes.get(i).operation() == Operation.UPDATE) {
        changes.get(i).gone();
      } else {
        gone.add(changes.get(i));
      }
    }
    if (!gone.isEmpty()) {
      LOG.warnf(
          "HKS0229: Published changes have no event, as their rows were gone before the commit, or belong to"
              + " another class. entity=%s count=%d",
          EntityPlans.jpaName(persister), gone.size());
    }
    return gone;
  }
}
