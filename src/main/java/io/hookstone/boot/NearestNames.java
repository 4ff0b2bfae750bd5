package io.hookstone.boot;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have had in mind. */
final class NearestNames {

  private static final int MOST = 3;

  private NearestNames() {}

  /** Returns {@code "; did you mean 'a' or 'b'?"} without the question mark, or an empty text. */
  static String among(String typed, Collection<String> names) {
    List<String> near =
        names.stream()
            .filter(name -> distance(typed, name) <= Math.max(2, typed.length() / 2))
            .sorted(Comparator.comparingInt(name -> distance(typed, name)))
            .limit(MOST)
            .map(name -> "'" + name + "'")
            .toList();
    return near.isEmpty() ? "" : ", such as " + String.join(" or ", near);
  }

  /** Levenshtein's, without regard to case. */
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
