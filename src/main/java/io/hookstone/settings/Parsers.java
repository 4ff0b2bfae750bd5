package io.hookstone.settings;

import io.hookstone.text.NearestNames;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parsers of the settings that stand alone; those of endpoints are {@link EndpointParsers}. */
final class Parsers {
  static final String NO_DEFAULTS = "!defaults";
  private static final String NONE = "none";
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,100}");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** Bounded, because java.util.regex needs stack for each repetition of a group. */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(?=.{1,500}$)\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

  private Parsers() {}

  /** {@code true} or {@code false} in any case, and nothing that merely looks like it. */
  static SettingParser<Boolean> booleans() {
    String rule = "true or false";
    return SettingParser.of(
        rule,
        text -> {
          String lower = text.toLowerCase(Locale.ROOT);
          return lower.equals("true") || lower.equals("false")
              ? Parsed.accepted(lower.equals("true"))
              : Parsed.rejected(
                  ProblemCode.NOT_A_BOOLEAN,
                  text,
                  expected(rule),
                  didYouMean(text, List.of("true", "false")));
        });
  }

  /** A whole number between two bounds, both included. */
  static SettingParser<Integer> integers(int least, int most) {
    String rule = "an integer from %d to %d".formatted(least, most);
    return SettingParser.of(
        rule,
        text -> {
          if (!INTEGER.matcher(text).matches()) {
            return Parsed.rejected(ProblemCode.NOT_AN_INTEGER, text, expected(rule));
          }
          BigInteger number = new BigInteger(text);
          boolean within =
              number.compareTo(BigInteger.valueOf(least)) >= 0
                  && number.compareTo(BigInteger.valueOf(most)) <= 0;
          return within
              ? Parsed.accepted(number.intValueExact())
              : Parsed.rejected(ProblemCode.OUT_OF_RANGE, text, expected(rule));
        });
  }

  /** A duration between two bounds, both included. */
  static SettingParser<Duration> durations(Duration least, Duration most) {
    String rule =
        "a duration such as 100ms, 15s or 2h, from %s to %s"
            .formatted(DurationText.format(least), DurationText.format(most));
    return SettingParser.of(
        rule,
        text -> {
          Optional<Duration> duration = DurationText.parse(text);
          if (duration.isEmpty()) {
            String remedy = DIGITS.matcher(text).matches() ? "Add a unit: ms, s, m, h or d." : "";
            return Parsed.rejected(ProblemCode.NOT_A_DURATION, text, expected(rule), remedy);
          }
          boolean within =
              duration.get().compareTo(least) >= 0 && duration.get().compareTo(most) <= 0;
          return within
              ? Parsed.accepted(duration.get())
              : Parsed.rejected(ProblemCode.OUT_OF_RANGE, text, expected(rule));
        });
  }

  /** A size in bytes between two bounds, both included. */
  static SettingParser<Integer> sizes(int least, int most) {
    String rule =
        "a size such as 64KiB or 1MiB, from %s to %s"
            .formatted(SizeText.format(least), SizeText.format(most));
    return SettingParser.of(
        rule,
        text -> {
          Optional<Long> size = SizeText.parse(text);
          if (size.isEmpty()) {
            return Parsed.rejected(
                ProblemCode.NOT_A_SIZE, text, expected(rule), "The units are B, KiB and MiB.");
          }
          return size.get() >= least && size.get() <= most
              ? Parsed.accepted(size.get().intValue())
              : Parsed.rejected(ProblemCode.OUT_OF_RANGE, text, expected(rule));
        });
  }

  /** At most {@code most} durations, or {@code none} for an empty list. */
  static SettingParser<List<Duration>> schedule(int most, Duration least, Duration longest) {
    SettingParser<Duration> element = durations(least, longest);
    String rule =
        "none, or a comma separated list of at most %d durations such as 5s, 5m or 2h, each from %s to %s"
            .formatted(most, DurationText.format(least), DurationText.format(longest));
    SettingParser<List<Duration>> list = listOf(rule, element);
    return SettingParser.of(
        rule,
        text -> {
          if (text.equalsIgnoreCase(NONE)) {
            return Parsed.accepted(List.of());
          }
          Parsed<List<Duration>> parsed = list.parse(text);
          return parsed instanceof Parsed.Accepted<List<Duration>> accepted
                  && accepted.value().size() > most
              ? Parsed.rejected(
                  ProblemCode.OUT_OF_RANGE, accepted.value().size() + " durations", expected(rule))
              : parsed;
        });
  }

  /** One of the constants of an enum, in any case, hyphens for underscores. */
  static <E extends Enum<E>> SettingParser<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> names = constants.stream().map(Parsers::choiceName).toList();
    String rule = "one of " + String.join(", ", names);
    return SettingParser.of(
        rule,
        text -> {
          int index = names.indexOf(text.toLowerCase(Locale.ROOT));
          return index >= 0
              ? Parsed.accepted(constants.get(index))
              : Parsed.rejected(
                  ProblemCode.NOT_ONE_OF, text, expected(rule), didYouMean(text, names));
        });
  }

  /** A URI reference (RFC 3986, section 4.1) of which something is there. */
  static SettingParser<String> uriReferences() {
    String rule = "a URI or a path in one, such as https://shop.example or /shop";
    return SettingParser.of(
        rule,
        text -> {
          try {
            return Parsed.accepted(new URI(text).toASCIIString());
          } catch (URISyntaxException notAUri) {
            return Parsed.rejected(
                ProblemCode.BAD_URL,
                text,
                expected(rule),
                "Percent-encode spaces and special characters.");
          }
        });
  }

  /** A SQL identifier that {@code pattern} allows. */
  static SettingParser<String> identifiers(Pattern pattern, String rule) {
    return SettingParser.of(
        rule,
        text ->
            pattern.matcher(text).matches()
                ? Parsed.accepted(text)
                : Parsed.rejected(ProblemCode.BAD_IDENTIFIER, text, expected(rule)));
  }

  /** A text of at most {@code most} characters, read elsewhere. */
  static SettingParser<String> texts(String rule, int most) {
    return SettingParser.of(
        rule,
        text ->
            text.length() <= most
                ? Parsed.accepted(text)
                : Parsed.rejected(
                    ProblemCode.TOO_LONG, text.length() + " characters", expected(rule)));
  }

  /** Fully qualified class names; whether there are such classes is for others to find out. */
  static SettingParser<List<String>> classNames() {
    String rule =
        "a comma separated list of Java class names such as com.acme.OrderEnricher, each"
            + " of at most 500 characters";
    return listOf(
        rule,
        SettingParser.of(
            rule,
            text ->
                CLASS_NAME.matcher(text).matches()
                    ? Parsed.accepted(text)
                    : Parsed.rejected(ProblemCode.BAD_CLASS_NAME, text, expected(rule))));
  }

  /** Networks in CIDR notation. */
  static SettingParser<List<Cidr>> networks() {
    return listOf(
        "a comma separated list of IPv4 or IPv6 networks such as 10.0.0.0/8 or fd00::/8, or of"
            + " addresses",
        SettingParser.of("a network", Cidr::read));
  }

  /** Globs on entity names, in which case counts. */
  static SettingParser<List<Glob>> entityGlobs() {
    return listOf(
        "a comma separated list of globs on entity names such as Order or com.acme.*",
        globs(false));
  }

  /** Globs on property names, added to {@code defaults} unless {@link #NO_DEFAULTS} is listed. */
  static SettingParser<List<Glob>> propertyGlobs(List<String> defaults) {
    String rule =
        "a comma separated list of globs on property or Entity.property, added to the defaults;"
            + " !defaults switches those off";
    SettingParser<List<Glob>> list = listOf(rule, globs(true));
    return SettingParser.of(
        rule,
        text -> {
          List<String> entries = new ArrayList<>(entries(text));
          List<Glob> globs = new ArrayList<>();
          if (!entries.removeIf(NO_DEFAULTS::equals)) {
            defaults.forEach(glob -> globs.add(new Glob(glob, true)));
          }
          if (entries.isEmpty()) {
            return Parsed.accepted(List.copyOf(globs));
          }
          Parsed<List<Glob>> parsed = list.parse(String.join(",", entries));
          if (parsed instanceof Parsed.Accepted<List<Glob>> accepted) {
            accepted.value().stream().filter(glob -> !globs.contains(glob)).forEach(globs::add);
            return Parsed.accepted(List.copyOf(globs));
          }
          return parsed;
        });
  }

  private static SettingParser<Glob> globs(boolean ignoreCase) {
    String rule = "a glob of name characters, dots, * and ?";
    return SettingParser.of(
        rule,
        text ->
            text.chars().allMatch(Parsers::globCharacter)
                ? Parsed.accepted(new Glob(text, ignoreCase))
                : Parsed.rejected(ProblemCode.BAD_GLOB, text, expected(rule)));
  }

  private static boolean globCharacter(int character) {
    return character == '*'
        || character == '?'
        || character == '.'
        || character == '-'
        || Character.isJavaIdentifierPart(character);
  }

  /** A comma separated list; every entry that is wrong is a rejection of its own. */
  static <T> SettingParser<List<T>> listOf(String rule, SettingParser<T> element) {
    return SettingParser.of(
        rule,
        text -> {
          List<T> values = new ArrayList<>();
          List<Parsed.Rejection> rejections = new ArrayList<>();
          for (String entry : entries(text)) {
            Parsed<T> parsed =
                entry.isEmpty()
                    ? Parsed.rejected(
                        ProblemCode.BLANK_ENTRY, text, "expected no blank entry in " + rule)
                    : element.parse(entry);
            if (parsed instanceof Parsed.Accepted<T> accepted) {
              values.add(accepted.value());
            } else if (parsed instanceof Parsed.Rejected<T> rejected) {
              rejected.rejections().stream()
                  .filter(rejection -> !rejections.contains(rejection))
                  .forEach(rejections::add);
            }
          }
          return rejections.isEmpty()
              ? Parsed.accepted(List.copyOf(values))
              : new Parsed.Rejected<>(rejections);
        });
  }

  private static List<String> entries(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static String choiceName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String expected(String rule) {
    return "expected " + rule;
  }

  static String didYouMean(String typed, List<String> names) {
    return NearestNames.nearest(typed, names).map("Did you mean '%s'?"::formatted).orElse("");
  }
}
