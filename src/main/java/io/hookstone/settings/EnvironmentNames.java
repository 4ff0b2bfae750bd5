package io.hookstone.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What settings are called in the environment: upper case, {@code _} for every {@code .} and {@code
 * -}.
 *
 * <p>The way back is ambiguous, so it goes by the known keys.
 */
final class EnvironmentNames {
  static final String PREFIX = "HOOKSTONE_";
  private static final String ENDPOINT_PREFIX = PREFIX + "ENDPOINT_";
  private static final String HEADERS = "_HEADERS_";
  private static final Pattern UPPER_CASE = Pattern.compile("[A-Z0-9_]+");

  /** What Kubernetes adds for a service that is called hookstone or hookstone-something. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "HOOKSTONE_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

  private static final Map<String, String> FIXED =
      SettingTable.FIXED_KEYS.stream()
          .collect(Collectors.toUnmodifiableMap(EnvironmentNames::variable, Function.identity()));

  /** An endpoint erp has batch.max-size, rather than an endpoint erp-batch a max-size. */
  private static final List<String> LONGEST_FIRST =
      EndpointKey.ATTRIBUTES.stream()
          .sorted(Comparator.comparing(String::length).reversed())
          .toList();

  private EnvironmentNames() {}

  /** The variable for a key. */
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * The key for a variable, or {@code null} when it belongs to none.
   *
   * <p>The first {@code _HEADERS_} separates an endpoint's name from its header, and {@code _} in
   * either stands for a hyphen.
   */
  static @Nullable String key(String variable) {
    String fixed = FIXED.get(variable);
    if (fixed != null) {
      return fixed;
    }
    if (!variable.startsWith(ENDPOINT_PREFIX) || !UPPER_CASE.matcher(variable).matches()) {
      return null;
    }
    String rest = variable.substring(ENDPOINT_PREFIX.length());
    int headers = rest.indexOf(HEADERS);
    if (headers > 0) {
      return new EndpointKey(name(rest.substring(0, headers)), "")
          .withHeader(rest.substring(headers + HEADERS.length()).replace('_', '-'))
          .text();
    }
    for (String attribute : LONGEST_FIRST) {
      String ending = "_" + variable(attribute);
      int end = rest.length() - ending.length();
      if (end > 0 && rest.endsWith(ending)) {
        return new EndpointKey(name(rest.substring(0, end)), attribute).text();
      }
    }
    return null;
  }

  /** Whether the container platform, and not a user, has set a variable that belongs to no key. */
  static boolean serviceLink(String variable, String value) {
    return SERVICE_LINK.matcher(variable).matches()
        || (variable.endsWith("_PORT") && SERVICE_URL.matcher(value).matches());
  }

  /** The key that somebody may have had in mind with a variable that belongs to none. */
  static String guess(String variable) {
    String lower = variable.toLowerCase(Locale.ROOT);
    int last = lower.lastIndexOf('_');
    return variable.startsWith(ENDPOINT_PREFIX) && last >= ENDPOINT_PREFIX.length()
        ? EndpointKey.PREFIX
            + name(lower.substring(ENDPOINT_PREFIX.length(), last))
            + "."
            + lower.substring(last + 1)
        : lower.replace('_', '.');
  }

  private static String name(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
