package io.hookstone.event;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of records, newest first. Immutable.
 *
 * <p>Pages are cut by key, not by offset: a page deep in the history costs as much as the first,
 * and records that arrive meanwhile neither repeat nor hide others.
 *
 * @param items possibly none
 * @param next what to hand to the query's {@code after} for the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable UUID next) {

  public Page {
    items = List.copyOf(items);
  }

  /** Cuts a page out of rows that were fetched with one more than the limit. */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, UUID> key) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    var items = rows.subList(0, limit);
    return new Page<>(items, key.apply(items.get(limit - 1)));
  }

  /** Returns the key of the next page, if there is one. */
  public Optional<UUID> nextKey() {
    return Optional.ofNullable(next);
  }
}
