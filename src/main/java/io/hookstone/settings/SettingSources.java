package io.hookstone.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from: persistence unit properties, system properties, the environment and
 * {@code hookstone.properties}, of which the first that has a key wins, key by key.
 *
 * <p>Immutable: it copies what begins with {@code hookstone.} or {@code HOOKSTONE_} when it is made
 * and ignores everything else. Blank texts, empty collections and {@code null} count as unset, so
 * that the next source has its turn. Its text form shows no values.
 */
public final class SettingSources {
  private final Map<String, SourcedValue> values = new LinkedHashMap<>();
  private final List<SourcedValue> duplicates = new ArrayList<>();

  private SettingSources() {}

  /**
   * Puts the four sources in their order.
   *
   * @param persistence persistence unit properties; values may be text, or already typed as {@code
   *     Boolean}, a whole number, {@code Duration}, an enum constant, {@code Class}, or a
   *     collection of these
   * @param system system properties, {@code System.getProperties()}
   * @param environment environment variables, {@code System.getenv()}
   * @param file the content of {@code hookstone.properties}; {@code null} when there is none
   */
  public static SettingSources of(
      Map<String, ?> persistence,
      Properties system,
      Map<String, String> environment,
      @Nullable Properties file) {
    SettingSources sources = new SettingSources();
    sources.add(keysOf(persistence), "persistence properties");
    sources.add(keysOf(system), "system properties");
    sources.addEnvironment(environment);
    if (file != null) {
      sources.add(keysOf(file), "hookstone.properties");
    }
    return sources;
  }

  /** The value of a key, or {@code null} when no source has it. */
  @Nullable SourcedValue find(String key) {
    return values.get(EndpointKey.identity(key));
  }

  /** Every value that won, known or not, by source and then by key. */
  Collection<SourcedValue> all() {
    return values.values();
  }

  /** Headers that one source names twice, in different case. */
  List<SourcedValue> duplicates() {
    return duplicates;
  }

  /** Sorted, so that the order of problems does not depend on hashing. */
  private static Map<String, Object> keysOf(Map<?, ?> untyped) {
    Map<String, Object> found = new TreeMap<>();
    untyped.forEach(
        (key, value) -> {
          // Hibernate's maps hold whatever the application put there, also keys that are no text.
          if (key instanceof String text && text.startsWith(Setting.PREFIX) && value != null) {
            found.put(text, value);
          }
        });
    return found;
  }

  private static Map<String, Object> keysOf(Properties properties) {
    Map<String, Object> found = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      if (key.startsWith(Setting.PREFIX) && value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  private void add(Map<String, Object> source, String origin) {
    List<SourcedValue> additions = new ArrayList<>();
    source.forEach((key, value) -> additions.add(SourcedValue.of(key, value, origin)));
    add(additions);
  }

  private void addEnvironment(Map<String, String> environment) {
    List<SourcedValue> additions = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (!variable.startsWith(EnvironmentNames.PREFIX)) {
                return;
              }
              String key = EnvironmentNames.key(variable);
              if (key != null) {
                additions.add(SourcedValue.of(key, value, "environment variable " + variable));
              } else if (!EnvironmentNames.serviceLink(variable, value)) {
                additions.add(SourcedValue.of(variable, value, "environment"));
              }
            });
    add(additions);
  }

  private void add(List<SourcedValue> source) {
    Map<String, SourcedValue> seen = new HashMap<>();
    for (SourcedValue value : source) {
      if (value.blank()) {
        continue;
      }
      String identity = EndpointKey.identity(value.key());
      if (seen.putIfAbsent(identity, value) != null) {
        duplicates.add(value);
      }
      values.putIfAbsent(identity, value);
    }
  }

  @Override
  public String toString() {
    return "SettingSources" + values.values();
  }
}
