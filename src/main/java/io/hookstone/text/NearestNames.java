package io.hookstone.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the name that somebody probably meant: the fewest insertions, deletions, substitutions and
 * swaps of neighbours (Damerau–Levenshtein, optimal string alignment).
 */
public final class NearestNames {
  /** Enough to choose from. */
  private static final int MAX_NAMED = 5;

  private NearestNames() {}

  /** The number of edits between two texts; no substring is edited twice. */
  static int distance(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int substitution = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        int edits =
            Math.min(
                Math.min(current[column - 1], last[column]) + 1, last[column - 1] + substitution);
        if (row > 1
            && column > 1
            && one.charAt(row - 1) == other.charAt(column - 2)
            && one.charAt(row - 2) == other.charAt(column - 1)) {
          edits = Math.min(edits, beforeLast[column - 2] + 1);
        }
        current[column] = edits;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return last[other.length()];
  }

  /**
   * The candidate nearest to {@code typed}, the first of equals, or empty when none is near. Case,
   * dots, hyphens and underscores count for nothing, so {@code maxSize} is at {@code max-size}.
   */
  public static Optional<String> nearest(String typed, List<String> candidates) {
    return nearest(typed, candidates, Function.identity());
  }

  /** As {@link #nearest(String, List)}, comparing what {@code name} makes of a candidate. */
  public static <T> Optional<T> nearest(
      String typed, List<T> candidates, Function<T, String> name) {
    String plainTyped = plain(typed);
    int best = bound(plainTyped.length()) + 1;
    Optional<T> nearest = Optional.empty();
    for (T candidate : candidates) {
      int distance = distance(plainTyped, plain(name.apply(candidate)));
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /**
   * Returns advice for a name that does not exist: the few nearest names, or, where none is near,
   * some of those that there are. Empty where there are none.
   */
  public static String advice(String typed, Collection<String> names) {
    var sorted = names.stream().distinct().sorted().toList();
    var plainTyped = plain(typed);
    var near =
        sorted.stream()
            .filter(name -> distance(plainTyped, plain(name)) <= bound(plainTyped.length()))
            .sorted(Comparator.comparingInt(name -> distance(plainTyped, plain(name))))
            .limit(MAX_NAMED)
            .toList();
    if (!near.isEmpty()) {
      return "Did you mean " + quoted(near, " or ") + "?";
    }
    if (sorted.isEmpty()) {
      return "There is none.";
    }
    return sorted.size() <= MAX_NAMED
        ? "There is " + quoted(sorted, ", ") + "."
        : "There is " + quoted(sorted.subList(0, MAX_NAMED), ", ") + ", ...";
  }

  private static String quoted(List<String> names, String separator) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(separator));
  }

  /** How many edits still count as near: a short name is soon a different one. */
  private static int bound(int length) {
    if (length <= 4) {
      return 1;
    }
    return length <= 8 ? 2 : 3;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }
}
