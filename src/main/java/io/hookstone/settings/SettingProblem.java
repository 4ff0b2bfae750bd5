package io.hookstone.settings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the settings, fit to be logged and shown.
 *
 * <p>Immutable. Holds no secret: the value is already redacted.
 *
 * @param code the stable code of the kind of problem, from {@code HKS0101} to {@code HKS0199}
 * @param key the key that is wrong, or the name of the environment variable when that belongs to no
 *     key
 * @param value the offending value or the offending part of it, shortened, {@code ***} where it
 *     could be a credential; {@code null} when the key itself is the problem (unknown or missing)
 * @param rule what was expected, with its bounds, without a full stop
 * @param remedy what to do, in whole sentences; empty when the rule says it all
 * @param source where the value was found, {@code persistence properties}
 */
public record SettingProblem(
    String code, String key, @Nullable String value, String rule, String remedy, String source)
    implements Serializable {

  /**
   * The problem as one line: {@code HKS0103: 'hookstone.batch.window' is '10 parsecs': expected a
   * duration such as 100ms, 15s or 2h, from 1ms to 1h. (from persistence properties)}.
   */
  public String message() {
    StringBuilder message = new StringBuilder(code).append(": '").append(key).append('\'');
    if (value != null) {
      message.append(" is '").append(value).append('\'');
    }
    message.append(": ").append(rule).append('.');
    if (!remedy.isEmpty()) {
      message.append(' ').append(remedy);
    }
    return message.append(" (from ").append(source).append(')').toString();
  }
}
