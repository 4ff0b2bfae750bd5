package io.hookstone.endpoint;

import io.hookstone.event.EventFacts;
import io.hookstone.event.WebhookEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All endpoints as they were at one moment. Thread-safe. */
public final class EndpointSnapshot {

  private final Map<UUID, ResolvedEndpoint> byId;

  /** By event type, of which an application has few; tenants may be any number. */
  private final ConcurrentMap<String, List<ResolvedEndpoint>> subscribed =
      new ConcurrentHashMap<>();

  EndpointSnapshot(Collection<ResolvedEndpoint> endpoints) {
    this.byId =
        endpoints.stream().collect(Collectors.toMap(ResolvedEndpoint::id, Function.identity()));
  }

  /** Returns the endpoints that want an event, in no particular order. */
  public List<ResolvedEndpoint> matching(String type, Optional<String> tenantId) {
    return subscribed
        .computeIfAbsent(
            type, asked -> byId.values().stream().filter(e -> e.subscribes(asked)).toList())
        .stream()
        .filter(endpoint -> endpoint.serves(tenantId))
        .toList();
  }

  /**
   * Returns the endpoints that want an event and whose conditions it meets, in no particular order.
   * Its data is read only where one of them has a condition.
   */
  public List<ResolvedEndpoint> matching(WebhookEvent event) {
    var subscribed = matching(event.type(), event.tenantId());
    if (subscribed.stream().noneMatch(ResolvedEndpoint::filters)) {
      return subscribed;
    }
    var facts = EventFacts.of(event);
    return subscribed.stream().filter(endpoint -> endpoint.accepts(facts)).toList();
  }

  /** Returns an endpoint by its id, if it still exists. */
  public Optional<ResolvedEndpoint> find(UUID endpointId) {
    return Optional.ofNullable(byId.get(endpointId));
  }

  /** Returns all endpoints, in no particular order. */
  public Collection<ResolvedEndpoint> all() {
    return byId.values();
  }
}
