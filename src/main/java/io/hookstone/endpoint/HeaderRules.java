package io.hookstone.endpoint;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for an endpoint's own request headers. */
final class HeaderRules {

  /** A token (RFC 9110, section 5.6.2). */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Set<String> RESERVED =
      Set.of("content-type", "content-length", "host", "transfer-encoding", "connection");

  private HeaderRules() {}

  /**
   * Checks headers.
   *
   * @throws IllegalArgumentException if a name is no token or belongs to the delivery itself, or a
   *     value has control characters; values, which may be credentials, are not repeated
   */
  static void check(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "HKS0508: 'headers' has the name '%s': expected a token of RFC 9110, such as X-Api-Key."
                    .formatted(name));
          }
          if (RESERVED.contains(lower) || lower.startsWith("webhook-")) {
            throw new IllegalArgumentException(
                "HKS0509: 'headers' has the name '%s': this header belongs to the delivery itself. Remove it."
                    .formatted(name));
          }
          if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                "HKS0510: 'headers' has a value with control characters under '%s': expected printable text."
                    .formatted(name));
          }
        });
  }
}
