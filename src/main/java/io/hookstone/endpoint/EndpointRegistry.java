package io.hookstone.endpoint;

import io.hookstone.expression.Condition;
import io.hookstone.expression.Conditions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints in memory, so that matching an event costs no query. Thread-safe.
 *
 * <p>Changes made on this node are seen at once; those of other nodes at the next {@link #refresh},
 * which is cheap while nothing has changed and is meant to run once a second.
 */
public final class EndpointRegistry {

  private static final Logger LOG = Logger.getLogger(EndpointRegistry.class);

  private final SessionFactory sessions;
  private final Set<String> formats;
  private volatile EndpointSnapshot snapshot = new EndpointSnapshot(List.of());

  /** Held while reading, so that a slow reader cannot put an older state over a newer one. */
  private final ReentrantLock reading = new ReentrantLock();

  /** Guarded by {@code reading}. */
  private @Nullable Stamp stamp;

  /** Compiled once each; guarded by {@code reading}. */
  private Map<String, Condition> conditions = Map.of();

  /** What differs as soon as any endpoint was added, changed or removed. */
  private record Stamp(long count, long versions, @Nullable Instant newest) {}

  /**
   * Makes a registry that knows no endpoint before its first {@link #refresh}.
   *
   * @param formats the names of the formats that exist
   */
  public EndpointRegistry(SessionFactory sessions, Set<String> formats) {
    this.sessions = sessions;
    this.formats = Set.copyOf(formats);
  }

  /** Returns the endpoints as last read. */
  public EndpointSnapshot snapshot() {
    return snapshot;
  }

  /** Reads the endpoints again if any of them has changed. */
  public void refresh() {
    reading.lock();
    try {
      sessions.inStatelessTransaction(
          session -> {
            var current = stamp(session);
            if (!current.equals(stamp)) {
              snapshot = read(session);
              stamp = current;
            }
          });
    } finally {
      reading.unlock();
    }
  }

  private static Stamp stamp(StatelessSession session) {
    return session
        .createSelectionQuery(
            "select count(e), coalesce(sum(e.version), 0), max(e.updatedAt)"
                + " from io.hookstone.endpoint.WebhookEndpoint e",
            Stamp.class)
        .getSingleResult();
  }

  private EndpointSnapshot read(StatelessSession session) {
    Map<UUID, List<WebhookSecret>> secrets =
        session
            .createSelectionQuery("from io.hookstone.endpoint.WebhookSecret", WebhookSecret.class)
            .getResultList()
            .stream()
            .collect(Collectors.groupingBy(WebhookSecret::endpointId));
    var former = conditions;
    var compiled = new HashMap<String, Condition>();
    Function<String, Condition> compile =
        text ->
            compiled.computeIfAbsent(
                text,
                wanted -> {
                  var known = former.get(wanted);
                  return known == null ? Conditions.compile(wanted) : known;
                });
    var read =
        new EndpointSnapshot(
            session
                .createSelectionQuery(
                    "from io.hookstone.endpoint.WebhookEndpoint", WebhookEndpoint.class)
                .getResultList()
                .stream()
                .flatMap(e -> resolve(e, secrets.getOrDefault(e.id(), List.of()), compile))
                .toList());
    conditions = compiled;
    return read;
  }

  /** A row that somebody has edited by hand and broken must not take all endpoints with it. */
  private Stream<ResolvedEndpoint> resolve(
      WebhookEndpoint endpoint,
      List<WebhookSecret> secrets,
      Function<String, Condition> conditions) {
    try {
      boolean formatKnown = formats.contains(endpoint.format());
      if (!formatKnown) {
        LOG.errorf(
            "HKS0533: An endpoint's format does not exist; its deliveries wait until it does, or until the endpoint"
                + " has another. endpoint=%s format=%s",
            endpoint.name(), endpoint.format());
      }
      return Stream.of(new ResolvedEndpoint(endpoint, secrets, formatKnown, conditions));
    } catch (RuntimeException e) {
      LOG.errorf(
          "HKS0521: An endpoint's row cannot be read; nothing is sent to it until it is mended. endpoint=%s cause=%s",
          endpoint.id(), e.getClass().getName());
      return Stream.empty();
    }
  }
}
