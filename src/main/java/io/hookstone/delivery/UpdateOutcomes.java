package io.hookstone.delivery;

import io.hookstone.event.ArrayColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How outcomes are written to their deliveries. Implementations are immutable and thread-safe.
 *
 * <p>An outcome is only written while its delivery has as many attempts as when it was claimed, so
 * that a node that slept through its lease cannot overwrite a newer outcome.
 */
sealed interface UpdateOutcomes {

  /**
   * Writes outcomes in the connection's transaction.
   *
   * @return those that were written; not those whose delivery has moved on
   */
  List<Outcome> update(Connection connection, List<Outcome> outcomes) throws SQLException;

  /** Returns the way that every database takes: a JDBC batch. */
  static UpdateOutcomes inBatches(String deliveryTable) {
    return new InBatches(deliveryTable);
  }

  /** Returns PostgreSQL's fast way: one statement with an array per column. */
  static UpdateOutcomes asArrays(String deliveryTable) {
    return new AsArrays(deliveryTable);
  }

  /** The way that every database takes. */
  final class InBatches implements UpdateOutcomes {

    private final String sql;

    private InBatches(String deliveryTable) {
      this.sql =
          "update "
              + deliveryTable
              + " set status = ?, attempts = ?, manual = false, next_attempt_at = ?,"
              + " last_attempt_at = ?, response_status = ?, duration_ms = ?, error = ?"
              + " where id = ? and attempts = ? and (status <> 'CANCELED' or ? = 'DELIVERED')";
    }

    @Override
    public List<Outcome> update(Connection connection, List<Outcome> outcomes) throws SQLException {
      try (var update = connection.prepareStatement(sql)) {
        for (Outcome outcome : outcomes) {
          bind(update, outcome);
          update.addBatch();
        }
        var counts = update.executeBatch();
        var written = new ArrayList<Outcome>(outcomes.size());
        for (int i = 0; i < counts.length; i++) {
          if (counts[i] != 0) {
            written.add(outcomes.get(i));
          }
        }
        return written;
      }
    }

    private static void bind(PreparedStatement update, Outcome outcome) throws SQLException {
      var exchange = outcome.exchange();
      update.setString(1, outcome.status().name());
      update.setInt(2, outcome.attempts());
      update.setObject(3, utcOrNull(outcome.nextAttemptAt()), Types.TIMESTAMP_WITH_TIMEZONE);
      update.setObject(4, utcOrNull(exchange.startedAt()));
      update.setObject(5, exchange.status(), Types.INTEGER);
      update.setLong(6, exchange.duration().toMillis());
      update.setString(7, exchange.error());
      update.setObject(8, outcome.task().deliveryId());
      update.setInt(9, outcome.task().attempts());
      update.setString(10, outcome.status().name());
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
      return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
  }

  /** PostgreSQL's way. */
  final class AsArrays implements UpdateOutcomes {

    private static final ArrayColumns<Outcome> COLUMNS =
        new ArrayColumns<Outcome>()
            .uuid("id", outcome -> outcome.task().deliveryId())
            .number("claimed_attempts", outcome -> outcome.task().attempts())
            .text("status", outcome -> outcome.status().name())
            .number("attempts", Outcome::attempts)
            .time("next_attempt_at", Outcome::nextAttemptAt)
            .time("last_attempt_at", outcome -> outcome.exchange().startedAt())
            .number("response_status", outcome -> outcome.exchange().status())
            .number("duration_ms", outcome -> outcome.exchange().duration().toMillis())
            .text("error", outcome -> outcome.exchange().error());

    private final String sql;

    private AsArrays(String deliveryTable) {
      this.sql =
          "update "
              + deliveryTable
              + " d set status = o.status, attempts = o.attempts, manual = false,"
              + " next_attempt_at = o.next_attempt_at, last_attempt_at = o.last_attempt_at,"
              + " response_status = o.response_status, duration_ms = o.duration_ms,"
              + " error = o.error from "
              + COLUMNS.asTable("o")
              + " where d.id = o.id and d.attempts = o.claimed_attempts"
              + " and (d.status <> 'CANCELED' or o.status = 'DELIVERED') returning d.id";
    }

    @Override
    public List<Outcome> update(Connection connection, List<Outcome> outcomes) throws SQLException {
      var ids = new HashSet<UUID>();
      try (var update = connection.prepareStatement(sql)) {
        COLUMNS.bind(update, outcomes);
        try (var rows = update.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
          }
        }
      }
      // Removed as they are found: of two outcomes of one delivery, one was written.
      return outcomes.stream().filter(o -> ids.remove(o.task().deliveryId())).toList();
    }
  }
}
