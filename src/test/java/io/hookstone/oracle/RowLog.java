package io.hookstone.oracle;

import io.hookstone.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a trigger on every table of a PostgreSQL database saw: every row that was written, by
 * whatever statement. Rows of a transaction that was rolled back are not in it. Not thread-safe.
 */
final class RowLog implements AutoCloseable {

  /**
   * One written row.
   *
   * @param before null for an insert
   * @param after null for a delete
   * @param bulk whether one of {@link BulkStatements} wrote it
   */
  record Row(
      long number,
      long transaction,
      String table,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      boolean bulk) {

    /** Returns the row as it was, or else as it is. */
    JsonNode any() {
      if (before != null) {
        return before;
      }
      if (after == null) {
        throw new IllegalStateException("Neither before nor after: " + this);
      }
      return after;
    }
  }

  /** Large objects are compared by what is in them: each write of one makes another. */
  private static final String FUNCTION =
      """
      create function log_row() returns trigger language plpgsql as $$
      declare
        old_row jsonb := case when TG_OP = 'INSERT' then null else to_jsonb(OLD) end;
        new_row jsonb := case when TG_OP = 'DELETE' then null else to_jsonb(NEW) end;
      begin
        if TG_TABLE_NAME = 'scroll' then
          if old_row ->> 'text' is not null then
            old_row := old_row || jsonb_build_object('text', encode(lo_get((old_row ->> 'text')::oid), 'hex'));
          end if;
          if new_row ->> 'text' is not null then
            new_row := new_row || jsonb_build_object('text', encode(lo_get((new_row ->> 'text')::oid), 'hex'));
          end if;
        end if;
        insert into row_log (xid, written, old_row, new_row, bulk) values (
          txid_current(), TG_TABLE_NAME, old_row, new_row,
          current_query() like '/* %1$s */%%' or current_query() like '%%/* %1$s */%%');
        return null;
      end $$"""
          .formatted(BulkStatements.COMMENT);

  private static final String TRIGGERS =
      """
      do $$
      declare t record;
      begin
        for t in select tablename from pg_tables where schemaname = 'public'
            and tablename not like 'webhook\\_%' and tablename <> 'row_log' loop
          execute format('create trigger log_row after insert or update or delete on %I'
            || ' for each row execute function log_row()', t.tablename);
        end loop;
      end $$""";

  private final JsonMapper json = JsonMapper.shared();
  private final Connection connection;
  private long last;

  /** Installs the triggers. */
  RowLog(TestDatabase database) throws SQLException {
    connection = database.connect();
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table row_log (id bigserial primary key, xid bigint, written text,"
              + " old_row jsonb, new_row jsonb, bulk boolean)");
      statement.execute(FUNCTION);
      statement.execute(TRIGGERS);
    }
  }

  /** Returns the rows since the last call, in the order of their writing. */
  List<Row> next() throws SQLException {
    var rows = new ArrayList<Row>();
    try (var statement =
        connection.prepareStatement(
            "select id, xid, written, old_row, new_row, bulk from row_log where id > ? order by id")) {
      statement.setLong(1, last);
      var found = statement.executeQuery();
      while (found.next()) {
        last = found.getLong(1);
        rows.add(
            new Row(
                last,
                found.getLong(2),
                found.getString(3).toLowerCase(Locale.ROOT),
                parsed(found.getString(4)),
                parsed(found.getString(5)),
                found.getBoolean(6)));
      }
    }
    return rows;
  }

  private @Nullable JsonNode parsed(@Nullable String text) {
    return text == null ? null : json.readTree(text);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
