package io.hookstone.endpoint;

import io.hookstone.event.EventFacts;
import io.hookstone.event.Subscription;
import io.hookstone.expression.Condition;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * An endpoint with all that sending to it takes, read once and shared. Immutable; its text form has
 * no secret and no header.
 */
public final class ResolvedEndpoint {

  /** Of the two that were made together, the shared one first: every verifier knows that. */
  private static final Comparator<WebhookSecret> NEWEST_FIRST =
      Comparator.comparing(WebhookSecret::validFrom)
          .reversed()
          .thenComparing(WebhookSecret::asymmetric);

  private final UUID id;
  private final String name;
  private final URI url;
  private final Subscription subscription;
  private final String format;
  private final Map<String, String> headers;
  private final Optional<String> tenantId;
  private final EndpointPolicies policies;
  private final EndpointStatus status;
  private final boolean formatKnown;
  private final Optional<Condition> filter;
  private final List<WebhookSecret> secrets;

  ResolvedEndpoint(
      WebhookEndpoint endpoint,
      List<WebhookSecret> secrets,
      boolean formatKnown,
      Function<String, Condition> conditions) {
    this.formatKnown = formatKnown;
    this.id = endpoint.id();
    this.name = endpoint.name();
    this.url = endpoint.url();
    this.subscription = endpoint.subscription();
    this.format = endpoint.format();
    this.headers = endpoint.headers();
    this.tenantId = endpoint.tenantId();
    this.policies = endpoint.policies();
    this.status = endpoint.status();
    this.filter = endpoint.filter().map(conditions);
    var newestFirst = new ArrayList<>(secrets);
    newestFirst.sort(NEWEST_FIRST);
    this.secrets = List.copyOf(newestFirst);
  }

  /** Returns the endpoint's id. */
  public UUID id() {
    return id;
  }

  /** Returns the endpoint's unique name. */
  public String name() {
    return name;
  }

  /** Returns where events are sent. */
  public URI url() {
    return url;
  }

  /** Returns the name of the format. */
  public String format() {
    return format;
  }

  /** Returns the headers that every request carries. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns how events are wanted. */
  public EndpointPolicies policies() {
    return policies;
  }

  /** Whether deliveries are sent now. Without its format they wait. */
  public boolean active() {
    return formatKnown && status == EndpointStatus.ACTIVE;
  }

  /** Whether events of a type become deliveries, those of its tenant at least. */
  boolean subscribes(String type) {
    return status != EndpointStatus.DISABLED && subscription.matches(type);
  }

  /**
   * Whether events of a tenant become deliveries: those of its own, or of all where it has none.
   */
  boolean serves(Optional<String> eventTenant) {
    return tenantId.isEmpty() || tenantId.equals(eventTenant);
  }

  /** Returns which event types are wanted. */
  public Subscription subscription() {
    return subscription;
  }

  /** Returns the tenant whose events alone are wanted, if there is one. */
  public Optional<String> tenantId() {
    return tenantId;
  }

  /** Whether events must meet a condition. */
  public boolean filters() {
    return filter.isPresent();
  }

  /** Whether an event meets the condition; every event does where there is none. */
  public boolean accepts(EventFacts event) {
    return filter.isEmpty() || filter.get().holds(event.variables());
  }

  /** Returns the secrets that are valid at a time, newest first; none if all have ended. */
  public List<SigningSecret> secretsAt(Instant time) {
    return secrets.stream().filter(s -> s.validAt(time)).map(WebhookSecret::secret).toList();
  }

  @Override
  public String toString() {
    return "ResolvedEndpoint[id=%s, name=%s, status=%s]".formatted(id, name, status);
  }
}
