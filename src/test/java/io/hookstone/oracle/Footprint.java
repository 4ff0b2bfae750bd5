package io.hookstone.oracle;

import io.hookstone.change.Operation;
import io.hookstone.oracle.RowLog.Row;
import io.hookstone.oracle.Tables.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one transaction did to the rows of one entity. Not thread-safe. */
final class Footprint {

  /** Columns that mark a row as deleted. */
  private static final List<String> GONE = List.of("deleted", "gone");

  /** The rows of the entity that exist as long as it does. */
  private final List<Row> existence = new ArrayList<>();

  /** How many more of each row there are at the end than at the beginning. */
  private final Map<String, Integer> balance = new HashMap<>();

  private boolean bulk;

  /** Sorts the rows of one transaction by entity. */
  static Map<Subject, Footprint> of(List<Row> rows, Tables tables) {
    var footprints = new LinkedHashMap<Subject, Footprint>();
    for (Row row : rows) {
      var foreign = tables.foreign(row.table());
      var before = without(foreign, row.before());
      var after = without(foreign, row.after());
      var moved = tables.moved(row);
      if (moved.isEmpty() || before == null || !before.equals(after)) {
        var footprint = footprints.computeIfAbsent(tables.subject(row), subject -> new Footprint());
        footprint.add(row, before, after);
        if (tables.existence(row)) {
          footprint.existence.add(row);
        }
      }
      for (Subject owner : moved) {
        var footprint = footprints.computeIfAbsent(owner, subject -> new Footprint());
        var element = "element " + row.table() + tables.subject(row);
        boolean out = tables.owner(row.before(), row.table()).filter(owner::equals).isPresent();
        footprint.bulk |= row.bulk();
        footprint.balance.merge(element, out ? -1 : 1, Integer::sum);
      }
    }
    return footprints;
  }

  private static @Nullable JsonNode without(List<String> columns, @Nullable JsonNode row) {
    return row == null ? null : ((ObjectNode) row.deepCopy()).remove(columns);
  }

  private void add(Row row, @Nullable JsonNode before, @Nullable JsonNode after) {
    bulk |= row.bulk();
    if (before != null) {
      balance.merge(row.table() + before, -1, Integer::sum);
    }
    if (after != null) {
      balance.merge(row.table() + after, 1, Integer::sum);
    }
  }

  /** Returns what the transaction has done in the end, null for nothing. */
  @Nullable Operation operation() {
    boolean existed = existence.isEmpty() || alive(existence.get(0).before());
    boolean exists = existence.isEmpty() || alive(existence.get(existence.size() - 1).after());
    if (existed != exists) {
      return exists ? Operation.CREATE : Operation.DELETE;
    }
    return exists && balance.values().stream().anyMatch(count -> count != 0)
        ? Operation.UPDATE
        : null;
  }

  private static boolean alive(@Nullable JsonNode row) {
    return row != null
        && GONE.stream().noneMatch(column -> row.has(column) && row.get(column).asBoolean());
  }

  /** Whether a bulk statement wrote any of the rows. */
  boolean bulk() {
    return bulk;
  }

  /** Whether a bulk statement inserted or deleted the entity's own row. */
  boolean bulkExistence() {
    return existence.stream()
        .anyMatch(row -> row.bulk() && (row.before() == null || row.after() == null));
  }

  /** Whether the row was deleted and then inserted again. */
  boolean replaced() {
    return existence.stream().anyMatch(row -> row.after() == null)
        && existence.get(existence.size() - 1).after() != null;
  }

  @Override
  public String toString() {
    return operation() + " " + balance;
  }
}
