package io.hookstone.settings;

import io.hookstone.text.NearestNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Advice about keys that nobody knows. */
final class UnknownKeys {
  private static final String HEADERS = "headers";
  private static final List<String> ATTRIBUTES =
      Stream.concat(EndpointKey.ATTRIBUTES.stream(), Stream.of(HEADERS)).toList();

  private UnknownKeys() {}

  /** What to do about an unknown key or environment variable. */
  static String remedy(String key) {
    boolean variable = key.startsWith(EnvironmentNames.PREFIX);
    String typed = variable ? EnvironmentNames.guess(key) : key;
    Optional<String> nearest = nearestAttribute(typed).or(() -> nearestFixed(typed));
    if (nearest.isPresent()) {
      String name = variable ? EnvironmentNames.variable(nearest.get()) : nearest.get();
      return "Did you mean '" + Redaction.printable(name) + "'?";
    }
    return typed.startsWith(EndpointKey.PREFIX)
        ? "An endpoint has %s and headers.<Header>."
            .formatted(String.join(", ", EndpointKey.ATTRIBUTES))
        : "Remove it, or look it up in docs/configuration.md.";
  }

  private static Optional<String> nearestFixed(String typed) {
    String suffix = typed.substring(Setting.PREFIX.length());
    return NearestNames.nearest(
        suffix, SettingTable.FIXED_KEYS, key -> key.substring(Setting.PREFIX.length()));
  }

  /**
   * {@code hookstone.endpoints.erp.urls}: both the fixed word and the attribute may be mistyped.
   */
  private static Optional<String> nearestAttribute(String typed) {
    String[] parts = typed.split("\\.", 5);
    if (parts.length < 4 || NearestNames.nearest(parts[1], List.of("endpoint")).isEmpty()) {
      return Optional.empty();
    }
    String attributeTyped =
        parts.length == 5 && !headersMeant(parts[3]) ? parts[3] + "." + parts[4] : parts[3];
    return NearestNames.nearest(attributeTyped, ATTRIBUTES)
        .map(
            attribute -> {
              EndpointKey near = new EndpointKey(parts[2], attribute);
              String header = parts.length == 5 ? parts[4] : "<Header>";
              return (attribute.equals(HEADERS) ? near.withHeader(header) : near).text();
            });
  }

  private static boolean headersMeant(String typed) {
    return NearestNames.nearest(typed, List.of(HEADERS)).isPresent();
  }
}
