package io.hookstone.event;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL takes them in one statement, however many there are: an array for each column,
 * joined by {@code unnest}. One text and one plan, and a fraction of the messages and of the
 * parsing that a JDBC batch costs. Not thread-safe while it is being described, immutable after.
 *
 * @param <T> what a row is made from
 */
public final class ArrayColumns<T> {

  private final List<Column<T>> columns = new ArrayList<>();

  private record Column<T>(String name, String type, Function<T, @Nullable Object> value) {}

  /** Adds a UUID column. */
  public ArrayColumns<T> uuid(String name, Function<T, UUID> value) {
    return with(name, "uuid", value::apply);
  }

  /** Adds a text column. */
  public ArrayColumns<T> text(String name, Function<T, @Nullable String> value) {
    return with(name, "text", value::apply);
  }

  /** Adds a column of whole numbers; PostgreSQL narrows them to the column's type. */
  public ArrayColumns<T> number(String name, Function<T, @Nullable Number> value) {
    return with(name, "int8", value::apply);
  }

  /** Adds a column of instants. */
  public ArrayColumns<T> time(String name, Function<T, @Nullable Instant> value) {
    return with(
        name,
        "timestamptz",
        row -> {
          var instant = value.apply(row);
          return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
        });
  }

  private ArrayColumns<T> with(String name, String type, Function<T, @Nullable Object> value) {
    columns.add(new Column<>(name, type, value));
    return this;
  }

  /** Returns the names of the columns, separated by commas. */
  public String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** Returns the rows as SQL names them in a {@code from} clause, with a parameter per column. */
  public String asTable(String alias) {
    return "unnest("
        + columns.stream().map(c -> "?::" + c.type + "[]").collect(Collectors.joining(", "))
        + ") as "
        + alias
        + " ("
        + names()
        + ")";
  }

  /** Sets the parameters of {@link #asTable}, which MUST be the first of the statement. */
  public void bind(PreparedStatement statement, List<T> rows) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      // The driver sends text in its binary form if the array is one of strings.
      var values = column.type.equals("text") ? new String[rows.size()] : new Object[rows.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = column.value.apply(rows.get(row));
      }
      statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type, values));
    }
  }
}
