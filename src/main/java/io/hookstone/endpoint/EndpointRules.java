package io.hookstone.endpoint;

import io.hookstone.expression.Conditions;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/** What every endpoint has to obey, registered or declared. Immutable. */
public final class EndpointRules {

  private static final int MAX_DESCRIPTION_LENGTH = 1_000;

  private final EndpointUrl urls;
  private final Set<String> formats;
  private final SubscriptionRules subscriptions;

  /**
   * Makes the rules.
   *
   * @param formats the names of the formats that exist
   * @param subscriptions knows which event types can occur
   */
  public EndpointRules(EndpointUrl urls, Set<String> formats, SubscriptionRules subscriptions) {
    this.urls = urls;
    this.formats = Set.copyOf(formats);
    this.subscriptions = subscriptions;
  }

  /**
   * Checks an endpoint before anything is written.
   *
   * @return its URL
   * @throws IllegalArgumentException if its URL, format, name, description or filter breaks a rule
   */
  URI check(NewEndpoint wanted) {
    var url = urls.check(wanted.url());
    if (!formats.contains(wanted.format())) {
      throw new IllegalArgumentException(
          "HKS0515: 'format' is '%s': expected one of %s."
              .formatted(wanted.format(), String.join(", ", new TreeSet<>(formats))));
    }
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
