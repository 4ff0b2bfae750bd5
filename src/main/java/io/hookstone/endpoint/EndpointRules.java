package io.hookstone.endpoint;

import io.hookstone.expression.Conditions;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What every endpoint has to obey, registered or declared. Immutable. */
public final class EndpointRules {

  private static final int MAX_DESCRIPTION_LENGTH = 1_000;

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  private final EndpointUrl urls;
  private final Map<String, EndpointFormat> formats;
  private final SubscriptionRules subscriptions;

  /**
   * Makes the rules.
   *
   * @param formats the formats that exist
   * @param subscriptions knows which event types can occur
   */
  public EndpointRules(
      EndpointUrl urls,
      Collection<? extends EndpointFormat> formats,
      SubscriptionRules subscriptions) {
    this.urls = urls;
    this.formats =
        formats.stream().collect(Collectors.toMap(EndpointFormat::name, Function.identity()));
    this.subscriptions = subscriptions;
  }

  /**
   * Returns an endpoint's format.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  EndpointFormat format(NewEndpoint wanted) {
    var format = formats.get(wanted.format());
    if (format == null) {
      throw new IllegalArgumentException(
          "HKS0515: 'format' is '%s': expected one of %s."
              .formatted(wanted.format(), String.join(", ", new TreeSet<>(formats.keySet()))));
    }
    return format;
  }

  /**
   * Checks an endpoint before anything is written.
   *
   * @return its URL
   * @throws IllegalArgumentException if its URL, format, name, description or filter breaks a rule,
   *     or its format does not go with its URL, signature, secrets or batch
   */
  URI check(NewEndpoint wanted) {
    var url = urls.check(wanted.url());
    checkFormat(format(wanted), url, wanted);
    var name = wanted.name();
    if (name != null && (name.isBlank() || name.length() > WebhookEndpoint.MAX_NAME_LENGTH)) {
      throw new IllegalArgumentException(
          "HKS0516: 'name' is '%s': expected 1 to %d characters."
              .formatted(name, WebhookEndpoint.MAX_NAME_LENGTH));
    }
    var description = wanted.description();
    if (description != null && description.length() > MAX_DESCRIPTION_LENGTH) {
      throw new IllegalArgumentException(
          "HKS0519: 'description' has %d characters: expected at most %d."
              .formatted(description.length(), MAX_DESCRIPTION_LENGTH));
    }
    if (wanted.filter() != null) {
      Conditions.compile(wanted.filter());
    }
    return url;
  }

  private static void checkFormat(EndpointFormat format, URI url, NewEndpoint wanted) {
    if (format.httpsOnly() && "http".equalsIgnoreCase(url.getScheme()) && !loopback(url)) {
      throw new IllegalArgumentException(
          "HKS0531: 'url' is '%s': expected https, as format '%s' requires it except on the loopback interface."
              .formatted(EndpointUrl.shown(wanted.url()), format.name()));
    }
    var mode = wanted.signature();
    if (mode.asymmetric() && !format.signsWithPrivateKey()) {
      throw new IllegalArgumentException(
          "HKS0528: 'signature' is '%s': expected hmac, as format '%s' knows no other."
              .formatted(mode.name().toLowerCase(Locale.ROOT), format.name()));
    }
    if (!wanted.policies().batch().single() && !format.batches()) {
      throw new IllegalArgumentException(
          "HKS0530: 'batch.max-events' is '%d': expected 1, as format '%s' sends each event by itself."
              .formatted(wanted.policies().batch().maxEvents(), format.name()));
    }
    for (SigningSecret secret : wanted.secrets()) {
      if (!mode.uses(secret) || !format.accepts(secret)) {
        throw new IllegalArgumentException(
            "HKS0529: 'secret' is '***': expected %s, as format '%s' with signature '%s' needs it. Leave it out to have one generated."
                .formatted(
                    expected(format, mode), format.name(), mode.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static String expected(EndpointFormat format, SignatureMode mode) {
    if (!format.signsWithPrivateKey()) {
      return "text, or whsec_ and base64";
    }
    return switch (mode) {
      case HMAC -> "whsec_ and base64";
      case ED25519 -> "a whsk_ private key";
      case BOTH -> "whsec_ and base64, and a whsk_ private key";
    };
  }

  private static boolean loopback(URI url) {
    var host = url.getHost();
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || LOOPBACK.matcher(host).matches();
  }

  /**
   * Returns an endpoint whose subscription is of event types that can occur, in place of what its
   * format calls them.
   *
   * @throws IllegalArgumentException if one of them cannot occur
   */
  NewEndpoint withPossibleEvents(NewEndpoint wanted) {
    return wanted.subscription(subscriptions.canonical(wanted.subscription(), wanted.format()));
  }
}
