package io.hookstone.depot.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * What an endpoint wants: exact event types, {@code order.*}, {@code *.deleted} or {@code *}, and
 * perhaps only what concerns one location. Depot's own reading of the rules, so that a matching
 * error of the plugin shows up as missing or phantom.
 *
 * @param origin the id of the location; empty for all, and for what concerns none
 */
public record Subscription(List<String> patterns, String origin) {

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
            .toList(),
        "");
  }

  /** The same, of one location alone. */
  public Subscription from(String originId) {
    return new Subscription(patterns, originId);
  }

  /**
   * Whether an event is wanted.
   *
   * @param originId the id of the location that it concerns; empty for none
   */
  public boolean matches(String eventType, String originId) {
    return (origin.isEmpty() || origin.equals(originId)) && matches(eventType);
  }

  boolean matches(String eventType) {
    return patterns.stream().anyMatch(pattern -> fits(pattern, eventType));
  }

  private static boolean fits(String pattern, String eventType) {
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
    return String.join(", ", patterns) + (origin.isEmpty() ? "" : " from " + origin);
  }
}
