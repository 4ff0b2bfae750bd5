package io.hookstone.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configured value and where it came from.
 *
 * <p>Confined to the package; its text form leaves the value out.
 *
 * @param key the key, or the environment variable when that belongs to no key
 * @param text the value as a user would have written it, trimmed; {@code null} when it is an object
 *     that has no such form
 * @param raw the value as it was given
 * @param origin the source, {@code persistence properties}
 */
record SourcedValue(String key, @Nullable String text, Object raw, String origin) {

  static SourcedValue of(String key, Object raw, String origin) {
    return new SourcedValue(key, text(raw), raw, origin);
  }

  /** Blank texts and empty collections count as unset. */
  boolean blank() {
    return text != null && text.isEmpty();
  }

  /** Typed values take the way of text, so that one parser states and checks every rule. */
  private static @Nullable String text(Object raw) {
    if (raw instanceof CharSequence || raw instanceof Number || raw instanceof Boolean) {
      return raw.toString().strip();
    }
    if (raw instanceof Duration duration) {
      return duration.toString();
    }
    if (raw instanceof Enum<?> constant) {
      return constant.name();
    }
    if (raw instanceof Class<?> type) {
      return type.getName();
    }
    return raw instanceof Collection<?> elements ? text(elements) : null;
  }

  private static @Nullable String text(Collection<?> elements) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      String text = element == null || element instanceof Collection ? null : text(element);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return String.join(",", texts);
  }

  @Override
  public String toString() {
    return "SourcedValue[" + key + " from " + origin + "]";
  }
}
