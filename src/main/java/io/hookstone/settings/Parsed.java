package io.hookstone.settings;

import java.util.List;

/** What came of parsing the text of one setting: a value, or everything that is wrong with it. */
sealed interface Parsed<T> {

  /** A parser that found nothing wrong. */
  static <T> Parsed<T> accepted(T value) {
    return new Accepted<>(value);
  }

  /** A parser that found one thing wrong and has no advice beyond the rule. */
  static <T> Parsed<T> rejected(ProblemCode code, String offending, String rule) {
    return rejected(code, offending, rule, "");
  }

  /** A parser that found one thing wrong. */
  static <T> Parsed<T> rejected(ProblemCode code, String offending, String rule, String remedy) {
    return new Rejected<>(List.of(new Rejection(code, offending, rule, remedy)));
  }

  /** The value. */
  record Accepted<T>(T value) implements Parsed<T> {}

  /** One or more reasons why there is no value. */
  record Rejected<T>(List<Rejection> rejections) implements Parsed<T> {
    public Rejected {
      rejections = List.copyOf(rejections);
    }
  }

  /**
   * One thing wrong with a text.
   *
   * @param offending the part of the text that is wrong, as it was given; it may be a secret, so it
   *     reaches people through {@link Redaction} only
   * @param rule what was expected, without a full stop
   * @param remedy what to do, a sentence; empty when the rule says it all
   */
  record Rejection(ProblemCode code, String offending, String rule, String remedy) {
    @Override
    public String toString() {
      return "Rejection[" + code + "]";
    }
  }
}
