package io.hookstone.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a configured value people may see.
 *
 * <p>When in doubt nothing: keys, codes and rules are enough to mend a setting.
 */
final class Redaction {
  static final String HIDDEN = "***";
  private static final int LONGEST = 80;
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i).*(secret|token|passw|passphrase|credential|(api|private|access|encryption)[._-]?key|auth).*");
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]*)(.*)", Pattern.DOTALL);
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("[A-Za-z0-9._-]*(:\\d{0,5})?|\\[[0-9A-Fa-f:.]+](:\\d{0,5})?");

  private Redaction() {}

  /** What to show of the value of {@code key}. */
  static String value(String key, String value) {
    @Nullable EndpointKey endpointKey = EndpointKey.parse(key);
    if ((endpointKey != null && endpointKey.known()) ? endpointKey.secret() : secret(key)) {
      return HIDDEN;
    }
    if (value.contains("whsec_") || value.contains("whsk_")) {
      return HIDDEN;
    }
    if (value.contains("://") || (endpointKey != null && endpointKey.attribute().equals("url"))) {
      return url(value);
    }
    return printable(value);
  }

  /**
   * Scheme, host and port of a URL; {@code /...} stands for a path, because the path of a chat
   * webhook is its password.
   */
  static String url(String url) {
    Matcher matcher = URL.matcher(url.strip());
    if (!matcher.matches()) {
      return HIDDEN;
    }
    String authority = matcher.group(2);
    String rest = matcher.group(3);
    // An @ behind the authority may be a password with a slash in it.
    if (rest.contains("@")) {
      return matcher.group(1) + "://" + HIDDEN;
    }
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    if (!HOST_AND_PORT.matcher(host).matches()) {
      return matcher.group(1) + "://" + HIDDEN;
    }
    return printable(matcher.group(1) + "://" + host + (rest.length() > 1 ? "/..." : rest));
  }

  /** The text on one line, without control characters, shortened. */
  static String printable(String text) {
    String oneLine = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
    return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST) + "...";
  }

  private static boolean secret(String key) {
    return SECRET_KEY.matcher(key).matches();
  }
}
