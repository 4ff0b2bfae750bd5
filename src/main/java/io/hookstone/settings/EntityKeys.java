package io.hookstone.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings whose keys end with the name of an entity, {@code hookstone.enrich.Order}. */
final class EntityKeys {
  private static final String ENTITY = "<Entity>";

  private static final List<Setting<String>> ALL = List.of(SettingTable.ENRICH, SettingTable.LINK);

  private EntityKeys() {}

  /** Whether the key is one of them; whether there is such an entity is for others to find out. */
  static boolean knows(String key) {
    return ALL.stream().anyMatch(setting -> !entity(setting, key).isEmpty());
  }

  /** The values of a setting by entity, in the order of names. */
  static Map<String, String> read(
      Setting<String> setting, SettingSources sources, SettingsReader reader) {
    Map<String, String> values = new TreeMap<>();
    for (SourcedValue value : sources.all()) {
      String entity = entity(setting, value.key());
      if (!entity.isEmpty()) {
        reader.parse(setting.parser(), value).ifPresent(text -> values.put(entity, text));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static String entity(Setting<String> setting, String key) {
    String prefix = setting.key().replace(ENTITY, "");
    return key.startsWith(prefix) ? key.substring(prefix.length()) : "";
  }
}
