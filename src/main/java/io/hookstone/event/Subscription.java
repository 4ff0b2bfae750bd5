package io.hookstone.event;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The event types that an endpoint wants. Immutable.
 *
 * <p>A pattern is an exact type ({@code order.created}), all types of an entity ({@code order.*}),
 * one happening of all entities ({@code *.deleted}), or everything ({@code *}). What a format calls
 * a type ({@code txs/new}) is read too; it matches nothing before it is translated.
 */
public final class Subscription {

  private static final String SEGMENT = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern VALID =
      Pattern.compile(
          "\\*|(\\*|%1$s)(\\.%1$s)*(\\.(\\*|%1$s))|%2$s(/%2$s)+"
              .formatted(SEGMENT, "[a-z][a-z0-9_-]*"));

  private final Set<String> patterns;
  private final Set<String> exact;
  private final List<String> prefixes;
  private final List<String> suffixes;
  private final boolean everything;

  private Subscription(Set<String> patterns) {
    this.patterns = patterns;
    this.everything = patterns.contains("*") || patterns.contains("*.*");
    this.exact = patterns.stream().filter(p -> p.indexOf('*') < 0).collect(Collectors.toSet());
    this.prefixes =
        patterns.stream()
            .filter(p -> p.endsWith(".*"))
            .map(p -> p.substring(0, p.length() - 1))
            .toList();
    this.suffixes =
        patterns.stream().filter(p -> p.startsWith("*.")).map(p -> p.substring(1)).toList();
  }

  /**
   * Makes a subscription of patterns.
   *
   * @param patterns at least one; an element may itself be a list with commas
   * @throws IllegalArgumentException if there is no pattern, or one is malformed
   */
  public static Subscription to(String... patterns) {
    var parsed = new LinkedHashSet<String>();
    Arrays.stream(patterns)
        .flatMap(p -> Arrays.stream(p.split(",", -1)))
        .map(String::strip)
        .filter(p -> !p.isEmpty())
        .forEach(p -> parsed.add(checked(p)));
    if (parsed.isEmpty()) {
      throw new IllegalArgumentException(
          "HKS0401: 'events' is empty: expected at least one event type such as order.created,"
              + " order.*, *.deleted or *.");
    }
    return new Subscription(parsed);
  }

  private static String checked(String pattern) {
    if (!VALID.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          "HKS0402: 'events' contains '%s': expected an exact event type such as order.created,"
                  .formatted(pattern)
              + " or a pattern such as order.*, *.deleted or *.");
    }
    return pattern;
  }

  /** Whether events of a type are wanted. */
  public boolean matches(String type) {
    if (everything || exact.contains(type)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    for (String suffix : suffixes) {
      if (type.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the patterns in the order in which they were given. */
  public Set<String> patterns() {
    return Collections.unmodifiableSet(patterns);
  }

  /** Returns the patterns with commas, as {@link #to} reads them. */
  public String text() {
    return String.join(",", patterns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Subscription that && patterns.equals(that.patterns);
  }

  @Override
  public int hashCode() {
    return patterns.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
