package io.hookstone.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of an attribute of a declared endpoint, {@code
 * hookstone.endpoint.<endpoint>.<attribute>}.
 *
 * @param endpoint the name as it was written, not yet checked, without a dot
 * @param attribute the rest, {@code url} or {@code headers.X-Api-Version}, not yet checked
 */
record EndpointKey(String endpoint, String attribute) {
  static final String PREFIX = Setting.PREFIX + "endpoint.";
  static final List<String> ATTRIBUTES =
      List.of(
          "url",
          "events",
          "filter",
          "format",
          "signature",
          "secret",
          "private-key",
          "payload",
          "fields.keep",
          "fields.drop",
          "decimals",
          "longs",
          "max-size",
          "batch.max-events",
          "batch.max-size",
          "batch.max-wait",
          "description");
  private static final String HEADERS = "headers.";

  /** The key taken apart, or {@code null} when it does not name an attribute of an endpoint. */
  static @Nullable EndpointKey parse(String key) {
    if (!key.startsWith(PREFIX)) {
      return null;
    }
    int dot = key.indexOf('.', PREFIX.length());
    return dot < 0
        ? null
        : new EndpointKey(key.substring(PREFIX.length(), dot), key.substring(dot + 1));
  }

  /** The header that the attribute names, as it was written; empty for other attributes. */
  Optional<String> header() {
    return attribute.startsWith(HEADERS)
        ? Optional.of(attribute.substring(HEADERS.length()))
        : Optional.empty();
  }

  /** Whether there is such an attribute. */
  boolean known() {
    return ATTRIBUTES.contains(attribute) || header().isPresent();
  }

  /** Whether the value must never be shown. */
  boolean secret() {
    return attribute.equals("secret") || attribute.equals("private-key") || header().isPresent();
  }

  /** The key as text. */
  String text() {
    return PREFIX + endpoint + "." + attribute;
  }

  /** The key of another attribute of the same endpoint. */
  EndpointKey withAttribute(String other) {
    return new EndpointKey(endpoint, other);
  }

  /** The key of a header of this endpoint. */
  EndpointKey withHeader(String header) {
    return withAttribute(HEADERS + header);
  }

  /** What two spellings of the same setting share: header names know no case (RFC 9110 §5.1). */
  static String identity(String key) {
    EndpointKey endpointKey = parse(key);
    return endpointKey == null
        ? key
        : endpointKey
            .header()
            .map(header -> endpointKey.withHeader(header.toLowerCase(Locale.ROOT)).text())
            .orElse(key);
  }
}
