package io.hookstone.settings;

import java.util.function.Function;

/**
 * Turns the trimmed, non-blank text of a setting into its value.
 *
 * <p>Immutable. A parser never throws for bad text.
 */
interface SettingParser<T> {

  /** What the text must be, as a noun phrase without a full stop: {@code "true or false"}. */
  String rule();

  /** Reads {@code text}. */
  Parsed<T> parse(String text);

  /** A parser that states {@code rule} and reads with {@code parse}. */
  static <T> SettingParser<T> of(String rule, Function<String, Parsed<T>> parse) {
    return new SettingParser<>() {
      @Override
      public String rule() {
        return rule;
      }

      @Override
      public Parsed<T> parse(String text) {
        return parse.apply(text);
      }
    };
  }
}
