package io.hookstone.endpoint;

import io.hookstone.event.Subscription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is to be, for registering or changing one. Immutable: every method returns a
 * copy.
 *
 * <pre>{@code NewEndpoint.to("https://erp.example/hooks").events("order.*", "product.updated")}
 * </pre>
 */
public final class NewEndpoint {

  /** The format of an endpoint that names none. */
  public static final String DEFAULT_FORMAT = "standard";

  // Changed by copy() alone, before the copy is seen by anyone.
  private String url;
  private @Nullable String name;
  private Subscription subscription = Subscription.to("*");
  private @Nullable String filter;
  private List<SigningSecret> secrets = List.of();
  private String format = DEFAULT_FORMAT;
  private @Nullable String description;
  private Map<String, String> headers = Map.of();
  private @Nullable String tenantId;
  private EndpointPolicies policies = EndpointPolicies.DEFAULT;

  private NewEndpoint(String url) {
    this.url = url;
  }

  /** Starts an endpoint that wants every event. */
  public static NewEndpoint to(String url) {
    return new NewEndpoint(url);
  }

  private NewEndpoint copy(Consumer<NewEndpoint> change) {
    var copy = new NewEndpoint(url);
    copy.name = name;
    copy.subscription = subscription;
    copy.filter = filter;
    copy.secrets = secrets;
    copy.format = format;
    copy.description = description;
    copy.headers = headers;
    copy.tenantId = tenantId;
    copy.policies = policies;
    change.accept(copy);
    return copy;
  }

  /** Moves the endpoint. */
  public NewEndpoint url(String target) {
    return copy(changed -> changed.url = target);
  }

  /** Names the endpoint. Without a name it gets one from its URL's host. */
  public NewEndpoint named(@Nullable String unique) {
    return copy(changed -> changed.name = unique);
  }

  /**
   * Subscribes to event types instead of what was subscribed before; all by default.
   *
   * @throws IllegalArgumentException if there is no pattern, or one is malformed
   */
  public NewEndpoint events(String... patterns) {
    return subscription(Subscription.to(patterns));
  }

  NewEndpoint subscription(Subscription wanted) {
    return copy(changed -> changed.subscription = wanted);
  }

  /**
   * Wants only those of the subscribed events for which a condition holds.
   *
   * @param condition in CEL, such as {@code data.origin.id == "loc-001"}; null for all
   */
  public NewEndpoint filter(@Nullable String condition) {
    return copy(changed -> changed.filter = condition);
  }

  /**
   * Sets the signing secret; generated where none is given. Called with a {@code whsk_} key and
   * with another secret, it sets both.
   *
   * @throws IllegalArgumentException if the text breaks the rule of its kind of {@link
   *     SigningSecret}; whether it fits the format is checked at registration
   */
  public NewEndpoint secret(String text) {
    var parsed = SigningSecret.parse(text);
    var all = new ArrayList<>(secrets);
    all.removeIf(secret -> secret.asymmetric() == parsed.asymmetric());
    all.add(parsed.asymmetric() ? all.size() : 0, parsed);
    return copy(changed -> changed.secrets = List.copyOf(all));
  }

  /** Sets with which kinds of secrets requests are signed; with a shared one by default. */
  public NewEndpoint signature(SignatureMode mode) {
    return copy(changed -> changed.policies = policies.with(mode));
  }

  /** Sets how events look on the wire; {@code standard} by default. */
  public NewEndpoint format(String formatName) {
    return copy(changed -> changed.format = formatName);
  }

  /** Sets what people should know about the endpoint. */
  public NewEndpoint description(@Nullable String text) {
    return copy(changed -> changed.description = text);
  }

  /**
   * Adds a header to every request.
   *
   * @throws IllegalArgumentException if the header breaks a rule
   */
  public NewEndpoint header(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return headers(all);
  }

  NewEndpoint headers(Map<String, String> all) {
    HeaderRules.check(all);
    return copy(changed -> changed.headers = Collections.unmodifiableMap(new LinkedHashMap<>(all)));
  }

  /** Restricts the endpoint to the events of one tenant. */
  public NewEndpoint tenantId(@Nullable String tenant) {
    return copy(changed -> changed.tenantId = tenant);
  }

  /** Sets how much of an event's data is sent; all of it by default. */
  public NewEndpoint payload(PayloadShape shape) {
    return copy(changed -> changed.policies = policies.with(shape));
  }

  /** Sets how many events travel in one request; one by default. */
  public NewEndpoint batch(BatchDelivery batch) {
    return copy(changed -> changed.policies = policies.with(batch));
  }

  NewEndpoint policies(EndpointPolicies all) {
    return copy(changed -> changed.policies = all);
  }

  /** Returns the same with another's secrets, to compare everything else. */
  NewEndpoint withSecretsOf(NewEndpoint other) {
    return copy(changed -> changed.secrets = other.secrets);
  }

  /** Returns where events are sent. */
  public String url() {
    return url;
  }

  /** Returns the name, or null where it is made from the URL's host. */
  public @Nullable String name() {
    return name;
  }

  /** Returns which events are wanted. */
  public Subscription subscription() {
    return subscription;
  }

  /** Returns the condition over the events, or null for none. */
  public @Nullable String filter() {
    return filter;
  }

  /** Returns the secrets that were given, at most one of each kind; the others are generated. */
  public List<SigningSecret> secrets() {
    return secrets;
  }

  /** Returns with which kinds of secrets requests are signed. */
  public SignatureMode signature() {
    return policies.signature();
  }

  /** Returns the name of the format. */
  public String format() {
    return format;
  }

  /** Returns what people should know, or null. */
  public @Nullable String description() {
    return description;
  }

  /** Returns the headers of every request. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the tenant whose events alone are sent, or null. */
  public @Nullable String tenantId() {
    return tenantId;
  }

  /** Returns how events are wanted. */
  public EndpointPolicies policies() {
    return policies;
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(
        url, name, subscription, filter, secrets, format, description, headers, tenantId, policies);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NewEndpoint that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, name);
  }

  /** Leaves out the secret and header values, which may be credentials. */
  @Override
  public String toString() {
    return "NewEndpoint[name=%s, url=%s, events=%s]"
        .formatted(name, EndpointUrl.shown(url), subscription);
  }
}
