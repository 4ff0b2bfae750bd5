package io.hookstone.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings one by one and keeps every problem for the end.
 *
 * <p>Not thread-safe; one reader per start-up.
 */
final class SettingsReader {
  private final SettingSources sources;
  private final List<SettingProblem> problems = new ArrayList<>();
  private final Set<String> rejected = new HashSet<>();

  SettingsReader(SettingSources sources) {
    this.sources = sources;
  }

  /** The value of a setting that has a default, which also stands in for a rejected value. */
  <T> T value(Setting<T> setting) {
    return optional(setting).or(setting::fallback).orElseThrow();
  }

  /** The value of a setting, empty when it is unset or rejected. */
  <T> Optional<T> optional(Setting<T> setting) {
    SourcedValue value = sources.find(setting.key());
    return value == null ? Optional.empty() : parse(setting.parser(), value);
  }

  /** The value of a setting that is an object rather than text, empty when unset or rejected. */
  Optional<Object> object(Setting<Object> setting) {
    SourcedValue value = sources.find(setting.key());
    if (value == null) {
      return Optional.empty();
    }
    return value.text() == null ? Optional.of(value.raw()) : parse(setting.parser(), value);
  }

  /** What the parser makes of a value; rejections become problems. */
  <T> Optional<T> parse(SettingParser<T> parser, SourcedValue value) {
    String text = value.text();
    if (text == null) {
      rejected.add(value.key());
      problems.add(
          problem(
              ProblemCode.UNSUPPORTED_TYPE,
              value,
              "an object of " + value.raw().getClass().getName(),
              Parsers.expected(parser.rule()),
              "Pass it as text."));
      return Optional.empty();
    }
    return parse(parser, text, value);
  }

  /** As {@link #parse(SettingParser, SourcedValue)}, for text that is a part of the key. */
  <T> Optional<T> parse(SettingParser<T> parser, String text, SourcedValue value) {
    Parsed<T> parsed = parser.parse(text);
    if (parsed instanceof Parsed.Accepted<T> accepted) {
      return Optional.of(accepted.value());
    }
    rejected.add(value.key());
    for (Parsed.Rejection rejection : ((Parsed.Rejected<T>) parsed).rejections()) {
      // Names in keys are no secrets; the value of a header is.
      boolean name = value.text() == null || !text.equals(value.text());
      report(
          rejection.code(),
          value,
          name
              ? Redaction.printable(rejection.offending())
              : Redaction.value(value.key(), rejection.offending()),
          rejection.rule(),
          rejection.remedy());
    }
    return Optional.empty();
  }

  /** Whether some source has the key. */
  boolean given(Setting<?> setting) {
    return sources.find(setting.key()) != null;
  }

  /** Whether the value of the key was rejected. */
  boolean rejected(Setting<?> setting) {
    return rejected.contains(setting.key());
  }

  /** The value of a key that is known to be given. */
  SourcedValue source(Setting<?> setting) {
    return Optional.ofNullable(sources.find(setting.key())).orElseThrow();
  }

  /** Adds a problem; {@code shown} must be redacted already. */
  void report(
      ProblemCode code, SourcedValue value, @Nullable String shown, String rule, String remedy) {
    problems.add(problem(code, value, shown, rule, remedy));
  }

  private static SettingProblem problem(
      ProblemCode code, SourcedValue value, @Nullable String shown, String rule, String remedy) {
    return new SettingProblem(
        code.text(), Redaction.printable(value.key()), shown, rule, remedy, value.origin());
  }

  /** Every key that begins like ours and is none: a typing error that would go unnoticed. */
  void reportUnknown() {
    for (SourcedValue value : sources.all()) {
      if (!SettingTable.knows(value.key())) {
        // The value stays out of it: behind a mistyped key may well be a secret.
        report(
            ProblemCode.UNKNOWN_KEY,
            value,
            null,
            "expected a key that Hookstone knows",
            UnknownKeys.remedy(value.key()));
      }
    }
  }

  /** Ends the reading. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
