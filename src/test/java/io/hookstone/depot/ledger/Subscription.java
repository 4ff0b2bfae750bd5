package io.hookstone.depot.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * What an endpoint wants: exact event types, {@code order.*}, {@code *.deleted} or {@code *}.
 * Depot's own reading of the rule, so that a matching error of the plugin shows up as missing or
 * phantom.
 */
public record Subscription(List<String> patterns) {

  public Subscription {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("A subscription needs at least one event type.");
    }
  }

  /** Reads a comma-separated list. */
  public static Subscription of(String events) {
    return new Subscription(
        Arrays.stream(events.split(",", -1))
            .map(String::strip)
            .filter(pattern -> !pattern.isEmpty())
            .toList());
  }

  public boolean matches(String eventType) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, eventType));
  }

  private static boolean matches(String pattern, String eventType) {
    if (pattern.equals("*")) {
      return true;
    }
    if (pattern.endsWith(".*")) {
      return eventType.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    if (pattern.startsWith("*.")) {
      return eventType.endsWith(pattern.substring(1));
    }
    return pattern.equals(eventType);
  }

  @Override
  public String toString() {
    return String.join(", ", patterns);
  }
}
