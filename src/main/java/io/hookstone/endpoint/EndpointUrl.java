package io.hookstone.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The rules for the URL of an endpoint. Immutable. */
public final class EndpointUrl {

  /** The longest URL that the record keeps. */
  static final int MAX_LENGTH = 2_048;

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#\\\\]*)(?<rest>.*)",
          Pattern.DOTALL);

  private final boolean allowHttp;

  /**
   * Makes the rules.
   *
   * @param allowHttp whether plain {@code http} is accepted beside {@code https}
   */
  public EndpointUrl(boolean allowHttp) {
    this.allowHttp = allowHttp;
  }

  /**
   * Checks a URL.
   *
   * @throws IllegalArgumentException if it is not absolute, not https (unless http is allowed), has
   *     no host, carries user info or a fragment, or is too long
   */
  public URI check(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw refused("HKS0502", url, "expected an absolute URL such as https://example.com/hooks");
    }
    if (url.length() > MAX_LENGTH) {
      throw refused("HKS0503", url, "expected at most " + MAX_LENGTH + " characters");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (uri.getHost() == null || !(http || "https".equalsIgnoreCase(uri.getScheme()))) {
      throw refused("HKS0502", url, "expected an absolute URL such as https://example.com/hooks");
    }
    if (http && !allowHttp) {
      throw refused(
          "HKS0504", url, "expected https; for development set hookstone.delivery.allow-http=true");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused("HKS0505", url, "expected no user info; send credentials in a header instead");
    }
    if (uri.getRawFragment() != null) {
      throw refused("HKS0506", url, "expected no fragment, because it never reaches the server");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw refused("HKS0507", url, "expected a port from 1 to 65535");
    }
    return uri;
  }

  private static IllegalArgumentException refused(String code, String url, String rule) {
    return new IllegalArgumentException("%s: 'url' is '%s': %s.".formatted(code, shown(url), rule));
  }

  /**
   * Scheme, host and port of a URL. Its path may be a credential, as that of a chat webhook is, and
   * so may query string and user info; an {@code @} behind the host may belong to a password with a
   * slash in it.
   */
  static String shown(String url) {
    var parts = PARTS.matcher(url);
    if (!parts.matches()) {
      return "***";
    }
    var rest = parts.group("rest");
    if (rest.indexOf('@') >= 0) {
      return parts.group("scheme") + "://***";
    }
    return parts.group("scheme")
        + "://"
        + parts.group("authority").replaceFirst("(?s).*@", "***@")
        + (rest.length() > 1 ? "/***" : rest);
  }
}
