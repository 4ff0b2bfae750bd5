package io.hookstone.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512B}, {@code 64KiB}, {@code 1MiB}. */
final class SizeText {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(b|kib|mib)");

  private SizeText() {}

  /** The size in bytes, or empty when {@code text} is none. */
  static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(Long.parseLong(matcher.group(1)) << shift(matcher.group(2)))
        : Optional.empty();
  }

  /** The shortest text that {@link #parse} reads back as {@code bytes}. */
  static String format(long bytes) {
    if (bytes % (1 << 20) == 0 && bytes > 0) {
      return (bytes >> 20) + "MiB";
    }
    return bytes % (1 << 10) == 0 && bytes > 0 ? (bytes >> 10) + "KiB" : bytes + "B";
  }

  private static int shift(String unit) {
    return switch (unit) {
      case "kib" -> 10;
      case "mib" -> 20;
      default -> 0;
    };
  }
}
