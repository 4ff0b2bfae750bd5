package io.hookstone.endpoint;

import io.hookstone.expression.Conditions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Endpoints in memory for tests that need no database. Not thread-safe. */
public final class TestEndpoints implements Supplier<EndpointSnapshot> {

  private static final Instant CREATED = Instant.parse("2026-11-21T11:00:00Z");

  private final Map<UUID, WebhookEndpoint> endpoints = new LinkedHashMap<>();

  /** Adds an active endpoint. */
  public UUID add(String name) {
    return put(name, "https://" + name + ".example/");
  }

  /** Adds an active endpoint with a URL of the test's choice. */
  public UUID addAt(String url) {
    return put(url, url);
  }

  /** Adds an active endpoint with policies of the test's choice. */
  public UUID add(String name, EndpointPolicies policies) {
    return put(name, NewEndpoint.to("https://" + name + ".example/").policies(policies));
  }

  private UUID put(String name, String url) {
    return put(name, NewEndpoint.to(url));
  }

  private UUID put(String name, NewEndpoint wanted) {
    var id = UUID.randomUUID();
    endpoints.put(id, new WebhookEndpoint(id, name, wanted, false, CREATED));
    return id;
  }

  /** Adds an endpoint for each name. */
  public List<UUID> add(String... names) {
    return Arrays.stream(names).map(this::add).toList();
  }

  public void pause(UUID id) {
    enter(id, EndpointStatus.PAUSED);
  }

  public void resume(UUID id) {
    enter(id, EndpointStatus.ACTIVE);
  }

  private void enter(UUID id, EndpointStatus status) {
    var endpoint = endpoints.get(id);
    if (endpoint != null) {
      endpoint.enter(status, null, CREATED);
    }
  }

  public void remove(UUID id) {
    endpoints.remove(id);
  }

  @Override
  public EndpointSnapshot get() {
    return new EndpointSnapshot(
        endpoints.values().stream()
            .map(e -> new ResolvedEndpoint(e, List.of(), true, Conditions::compile))
            .toList());
  }
}
