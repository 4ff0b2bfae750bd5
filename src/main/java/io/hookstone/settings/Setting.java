package io.hookstone.settings;

import java.util.Optional;

/**
 * One row of the table of settings.
 *
 * @param key the full key, {@code hookstone.batch.window}; for the attributes of declared endpoints
 *     a template, {@code hookstone.endpoint.<name>.url}
 * @param parser reads the text and states the rule
 * @param defaultText the default as a user would write it, or {@code not set}
 * @param fallback the default, typed; empty when there is none
 * @param meaning one sentence on what the setting does
 */
record Setting<T>(
    String key, SettingParser<T> parser, String defaultText, Optional<T> fallback, String meaning) {

  static final String PREFIX = "hookstone.";
  private static final String NOT_SET = "not set";

  /** A setting whose default is what its own parser makes of {@code defaultText}. */
  static <T> Setting<T> of(
      String key, SettingParser<T> parser, String defaultText, String meaning) {
    if (parser.parse(defaultText) instanceof Parsed.Accepted<T> accepted) {
      return new Setting<>(
          PREFIX + key, parser, defaultText, Optional.of(accepted.value()), meaning);
    }
    throw new IllegalStateException("The default of '" + PREFIX + key + "' breaks its own rule.");
  }

  /** A setting that may be absent and then means {@code fallback}, which has no text of its own. */
  static <T> Setting<T> unsetMeans(
      T fallback, String key, SettingParser<T> parser, String meaning) {
    return new Setting<>(PREFIX + key, parser, NOT_SET, Optional.of(fallback), meaning);
  }

  /** A setting that may be absent. */
  static <T> Setting<T> optional(String key, SettingParser<T> parser, String meaning) {
    return new Setting<>(PREFIX + key, parser, NOT_SET, Optional.empty(), meaning);
  }

  /** A setting that must be present wherever its endpoint is declared. */
  static <T> Setting<T> required(String key, SettingParser<T> parser, String meaning) {
    return new Setting<>(PREFIX + key, parser, "required", Optional.empty(), meaning);
  }

  /** Whether the key has a part that the user names. */
  boolean template() {
    return key.indexOf('<') >= 0;
  }

  SettingDescription description() {
    return new SettingDescription(key, defaultText, parser.rule(), meaning);
  }
}
