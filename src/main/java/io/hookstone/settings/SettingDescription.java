package io.hookstone.settings;

/**
 * What the documentation says about one setting.
 *
 * <p>Immutable.
 *
 * @param key the full key, {@code hookstone.batch.window}; a part that the user chooses is in angle
 *     brackets, {@code hookstone.endpoint.<name>.url}
 * @param defaultText the default as a user would write it, {@code not set} when absence is the
 *     default, or {@code required}
 * @param rule what a value must be, with its bounds, as a phrase without a full stop
 * @param meaning one sentence on what the setting does
 */
public record SettingDescription(String key, String defaultText, String rule, String meaning) {}
