package io.hookstone.endpoint;

import io.hookstone.event.Subscription;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is to be, for registering or changing one. Immutable: every method returns a
 * copy.
 *
 * <pre>{@code NewEndpoint.to("https://erp.example/hooks").events("order.*", "product.updated")}
 * </pre>
 *
 * @param url where events are sent
 * @param name unique; made from the URL's host where none is given
 * @param subscription which events are wanted
 * @param secret the signing secret; generated where none is given
 * @param format how events look on the wire; {@code standard} by default
 * @param description for people
 * @param headers sent with every request
 * @param tenantId restricts the endpoint to one tenant's events
 */
public record NewEndpoint(
    String url,
    @Nullable String name,
    Subscription subscription,
    @Nullable SigningSecret secret,
    String format,
    @Nullable String description,
    Map<String, String> headers,
    @Nullable String tenantId) {

  /** The format of an endpoint that names none. */
  public static final String DEFAULT_FORMAT = "standard";

  public NewEndpoint {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    HeaderRules.check(headers);
  }

  /** Starts an endpoint that wants every event. */
  public static NewEndpoint to(String url) {
    return new NewEndpoint(
        url, null, Subscription.to("*"), null, DEFAULT_FORMAT, null, Map.of(), null);
  }

  /** Moves the endpoint. */
  public NewEndpoint url(String target) {
    return new NewEndpoint(
        target, name, subscription, secret, format, description, headers, tenantId);
  }

  /** Names the endpoint. */
  public NewEndpoint named(String unique) {
    return new NewEndpoint(
        url, unique, subscription, secret, format, description, headers, tenantId);
  }

  /**
   * Subscribes to event types instead of what was subscribed before.
   *
   * @throws IllegalArgumentException if there is no pattern, or one is malformed
   */
  public NewEndpoint events(String... patterns) {
    return new NewEndpoint(
        url, name, Subscription.to(patterns), secret, format, description, headers, tenantId);
  }

  /**
   * Sets the signing secret.
   *
   * @throws IllegalArgumentException if it is no {@code whsec_} secret
   */
  public NewEndpoint secret(String text) {
    return new NewEndpoint(
        url, name, subscription, SigningSecret.parse(text), format, description, headers, tenantId);
  }

  /** Sets the format. */
  public NewEndpoint format(String formatName) {
    return new NewEndpoint(
        url, name, subscription, secret, formatName, description, headers, tenantId);
  }

  /** Sets the description. */
  public NewEndpoint description(String text) {
    return new NewEndpoint(url, name, subscription, secret, format, text, headers, tenantId);
  }

  /** Adds a request header. */
  public NewEndpoint header(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new NewEndpoint(url, name, subscription, secret, format, description, all, tenantId);
  }

  /** Restricts the endpoint to the events of one tenant. */
  public NewEndpoint tenantId(String tenant) {
    return new NewEndpoint(url, name, subscription, secret, format, description, headers, tenant);
  }

  /**
   * A stored endpoint cannot show its secret; for comparing all else, it takes over that of the
   * other.
   */
  NewEndpoint withSecretOf(NewEndpoint other) {
    return new NewEndpoint(
        url, name, subscription, other.secret, format, description, headers, tenantId);
  }

  /** Leaves out the secret and header values, which may be credentials. */
  @Override
  public String toString() {
    return "NewEndpoint[name=%s, url=%s, events=%s]"
        .formatted(name, EndpointUrl.shown(url), subscription);
  }
}
