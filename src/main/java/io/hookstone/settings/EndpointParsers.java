package io.hookstone.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parsers of the attributes of declared endpoints. */
final class EndpointParsers {
  private static final int LONGEST_URL = 2048;
  private static final int LONGEST_DESCRIPTION = 1000;
  private static final int LONGEST_CONDITION = 4000;
  private static final int LONGEST_RULE = 5000;
  private static final int LONGEST_FIELD_PATH = 500;
  private static final int LONGEST_HEADER = 4096;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** Bounded, because java.util.regex needs stack for each repetition of a group. */
  private static final Pattern EVENTS =
      Pattern.compile(
          "(?=.{1,255}$)(\\*|(\\*|[a-z][A-Za-z0-9_]*)(\\.[a-z][A-Za-z0-9_]*)+|[a-z][A-Za-z0-9_]*(\\.[a-z][A-Za-z0-9_]*)*\\.\\*|[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)+)");

  /** RFC 9110 §5.6.2, token. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** Printable US-ASCII, to which new fields should keep (RFC 9110 §5.5). */
  private static final Pattern HEADER_VALUE =
      Pattern.compile("[\\x20-\\x7e]{1," + LONGEST_HEADER + "}");

  private static final Set<String> OWN_HEADERS =
      Set.of("content-type", "content-length", "host", "transfer-encoding", "connection");

  /** The formats that come with Hookstone. */
  static final List<String> FORMATS =
      List.of("standard", "openboxes", "boxhero", "openfront", "cloudevents");

  private static final String SYMMETRIC = "whsec_";
  private static final String PRIVATE = "whsk_";
  private static final Pattern TEXT_SECRET = Pattern.compile("[\\x21-\\x7e]{16,200}");

  private EndpointParsers() {}

  /** The part of the key that names the endpoint. */
  static SettingParser<String> names() {
    String rule =
        "an endpoint name of 1 to 63 lower-case letters, digits and hyphens that does not begin"
            + " with a hyphen";
    return SettingParser.of(
        rule,
        text -> {
          String mended = text.toLowerCase(Locale.ROOT).replace('_', '-');
          return NAME.matcher(text).matches()
              ? Parsed.accepted(text)
              : Parsed.rejected(
                  ProblemCode.BAD_ENDPOINT_NAME,
                  text,
                  Parsers.expected(rule),
                  NAME.matcher(mended).matches() ? "Did you mean '" + mended + "'?" : "");
        });
  }

  /** An absolute http or https URL; whether http is allowed is decided where both are known. */
  static SettingParser<URI> urls() {
    String rule =
        "an absolute http or https URL with a host, without user info and fragment, of at most "
            + LONGEST_URL
            + " characters";
    return SettingParser.of(
        rule,
        text -> {
          String remedy = urlRemedy(text);
          // URI's own message repeats the URL, so it goes nowhere.
          return remedy.isEmpty()
              ? Parsed.accepted(URI.create(text))
              : Parsed.rejected(ProblemCode.BAD_URL, text, Parsers.expected(rule), remedy);
        });
  }

  private static String urlRemedy(String text) {
    if (text.length() > LONGEST_URL) {
      return "It has %d characters.".formatted(text.length());
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException notAUrl) {
      return "Percent-encode spaces and special characters.";
    }
    String scheme = url.getScheme();
    if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
      return "Begin it with https://.";
    }
    if (url.getRawUserInfo() != null) {
      return "Send credentials in a header instead, with '.headers.Authorization'.";
    }
    if (url.getHost() == null) {
      return "Add a host name of letters, digits, hyphens and dots; write others in punycode.";
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      return "A port is from 1 to 65535.";
    }
    return url.getRawFragment() == null ? "" : "Remove the fragment.";
  }

  /** Patterns of event types. */
  static SettingParser<List<String>> events() {
    String rule =
        "*, or a comma separated list of event type patterns such as order.created, order.* or"
            + " *.deleted, each of at most 255 characters";
    return Parsers.listOf(
        rule,
        SettingParser.of(
            rule,
            text ->
                EVENTS.matcher(text).matches()
                    ? Parsed.accepted(text)
                    : Parsed.rejected(
                        ProblemCode.BAD_EVENT_PATTERN,
                        text,
                        Parsers.expected(rule),
                        eventRemedy(text))));
  }

  private static String eventRemedy(String text) {
    String lowerCamel =
        Arrays.stream(text.split("\\.", -1))
            .map(
                segment ->
                    segment.isEmpty()
                        ? segment
                        : segment.substring(0, 1).toLowerCase(Locale.ROOT) + segment.substring(1))
            .collect(Collectors.joining("."));
    // What is not shown must not be repeated in a remedy either.
    boolean shown = !Redaction.value("events", text).equals(Redaction.HIDDEN);
    for (String mended : List.of(lowerCamel, lowerCamel + ".*")) {
      if (shown && EVENTS.matcher(mended).matches()) {
        return "Did you mean '" + mended + "'?";
      }
    }
    return "";
  }

  /** A secret that sender and receiver share; whether it goes with the format is for others. */
  static SettingParser<String> secrets() {
    String rule =
        "whsec_ followed by 24 to 64 bytes in standard base64, or, for openboxes and openfront, also"
            + " 16 to 200 printable ASCII characters without spaces";
    return SettingParser.of(
        rule,
        text ->
            sharedSecret(text)
                ? Parsed.accepted(text)
                : Parsed.rejected(
                    ProblemCode.BAD_SECRET,
                    text,
                    Parsers.expected(rule),
                    "Make one with: echo whsec_$(openssl rand -base64 32)."));
  }

  private static boolean sharedSecret(String text) {
    int bytes = decodedSize(text, SYMMETRIC);
    return text.startsWith(SYMMETRIC)
        ? bytes >= 24 && bytes <= 64
        : !text.startsWith(PRIVATE) && TEXT_SECRET.matcher(text).matches();
  }

  /** A private key as Standard Webhooks 1.0.0 serialises it. */
  static SettingParser<String> privateKeys() {
    String rule =
        "whsk_ followed by an Ed25519 private key of 32 bytes, or that and its public key, in"
            + " standard base64";
    return SettingParser.of(
        rule,
        text -> {
          int bytes = decodedSize(text, PRIVATE);
          return bytes == 32 || bytes == 64
              ? Parsed.accepted(text)
              : Parsed.rejected(
                  ProblemCode.BAD_SECRET,
                  text,
                  Parsers.expected(rule),
                  "Make one with: echo whsk_$(openssl rand -base64 32).");
        });
  }

  private static int decodedSize(String text, String prefix) {
    if (!text.startsWith(prefix)) {
      return -1;
    }
    try {
      return Base64.getDecoder().decode(text.substring(prefix.length())).length;
    } catch (IllegalArgumentException notBase64) {
      return -1;
    }
  }

  /** The name of a wire format, of those that exist. */
  static SettingParser<String> formats(Collection<String> names) {
    String rule = "one of " + String.join(", ", names);
    return SettingParser.of(
        rule,
        text ->
            names.contains(text)
                ? Parsed.accepted(text)
                : Parsed.rejected(
                    ProblemCode.NOT_ONE_OF,
                    text,
                    Parsers.expected(rule),
                    Parsers.didYouMean(text, List.copyOf(names))));
  }

  /** The name of any wire format, for where those of the application are not known. */
  static SettingParser<String> formats() {
    return SettingParser.of(
        "one of %s, or a format of the application's own".formatted(String.join(", ", FORMATS)),
        Parsed::accepted);
  }

  /** Dotted paths of properties. */
  static SettingParser<List<String>> fieldPaths() {
    String rule =
        "a comma separated list of property paths such as status or lines.product.sku, each of at"
            + " most "
            + LONGEST_FIELD_PATH
            + " characters";
    return Parsers.listOf(
        rule,
        SettingParser.of(
            rule,
            text ->
                text.length() <= LONGEST_FIELD_PATH
                        && !text.startsWith(".")
                        && !text.endsWith(".")
                        && !text.contains("..")
                    ? Parsed.accepted(text)
                    : Parsed.rejected(ProblemCode.BAD_FIELD_PATH, text, Parsers.expected(rule))));
  }

  /** Free text for people. */
  static SettingParser<String> descriptions() {
    return texts("a text of at most " + LONGEST_DESCRIPTION + " characters", LONGEST_DESCRIPTION);
  }

  /** A condition, which is compiled where its library is known to be there. */
  static SettingParser<String> filters() {
    return texts(
        "a condition in CEL such as data.origin.id == 'loc-001', of at most "
            + LONGEST_CONDITION
            + " characters",
        LONGEST_CONDITION);
  }

  /** A rule, which is read where the entities are known. */
  static SettingParser<String> rules() {
    return texts(
        "a rule such as StockMovement: status -> SHIPPED, of at most "
            + LONGEST_RULE
            + " characters",
        LONGEST_RULE);
  }

  private static SettingParser<String> texts(String rule, int longest) {
    return SettingParser.of(
        rule,
        text ->
            text.length() <= longest
                ? Parsed.accepted(text)
                : Parsed.rejected(
                    ProblemCode.TOO_LONG,
                    text,
                    Parsers.expected(rule),
                    "It has %d characters.".formatted(text.length())));
  }

  /** The part of the key that names a header. */
  static SettingParser<String> headerNames() {
    String rule = "a header name of letters, digits and !#$%&'*+.^_`|~-";
    return SettingParser.of(
        rule,
        text -> {
          String lower = text.toLowerCase(Locale.ROOT);
          if (!TOKEN.matcher(text).matches()) {
            return Parsed.rejected(ProblemCode.BAD_HEADER_NAME, text, Parsers.expected(rule));
          }
          return OWN_HEADERS.contains(lower) || lower.startsWith("webhook-")
              ? Parsed.rejected(
                  ProblemCode.BAD_HEADER_NAME,
                  text,
                  "expected a header that Hookstone does not set itself",
                  "Choose another name; content-type, content-length, host, transfer-encoding,"
                      + " connection and webhook-* are taken.")
              : Parsed.accepted(text);
        });
  }

  /** The value of a header. */
  static SettingParser<String> headerValues() {
    String rule = "1 to %d printable ASCII characters".formatted(LONGEST_HEADER);
    return SettingParser.of(
        rule,
        text ->
            HEADER_VALUE.matcher(text).matches()
                ? Parsed.accepted(text)
                : Parsed.rejected(ProblemCode.BAD_HEADER_VALUE, text, Parsers.expected(rule)));
  }
}
