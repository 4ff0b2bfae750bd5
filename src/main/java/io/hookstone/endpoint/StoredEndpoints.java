package io.hookstone.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The endpoints in the database. Thread-safe. */
public final class StoredEndpoints implements Endpoints {

  private static final Logger LOG = Logger.getLogger(StoredEndpoints.class);

  /** How often a change is tried when others get in between. */
  private static final int MAX_ATTEMPTS = 10;

  private static final String NO_LONGER_DECLARED = "No longer declared in the configuration";

  private final SessionFactory sessions;
  private final EndpointUrl urls;
  private final Set<String> formats;
  private final Supplier<UUID> ids;
  private final RandomGenerator random;
  private final Clock clock;
  private final BiConsumer<StatelessSession, UUID> onRemove;
  private final Runnable onChange;

  /**
   * Makes the administration of a database's endpoints.
   *
   * @param formats the names of the formats that exist
   * @param ids makes record ids, UUID version 7
   * @param random makes secrets; must be cryptographically strong
   * @param onRemove called in the transaction that removes an endpoint, with its id
   * @param onChange called after the commit of every change
   */
  public StoredEndpoints(
      SessionFactory sessions,
      EndpointUrl urls,
      Set<String> formats,
      Supplier<UUID> ids,
      RandomGenerator random,
      Clock clock,
      BiConsumer<StatelessSession, UUID> onRemove,
      Runnable onChange) {
    this.sessions = sessions;
    this.urls = urls;
    this.formats = Set.copyOf(formats);
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.onRemove = onRemove;
    this.onChange = onChange;
  }

  @Override
  public RegisteredEndpoint register(NewEndpoint wanted) {
    check(wanted);
    var registered =
        inTransaction(
            session -> {
              var name = freeName(session, wanted);
              var endpoint = new WebhookEndpoint(ids.get(), name, wanted, false, now());
              return insert(session, endpoint, wanted.secret());
            });
    onChange.run();
    return registered;
  }

  @Override
  public List<WebhookEndpoint> list() {
    return sessions.fromStatelessTransaction(
        session ->
            session
                .createSelectionQuery(
                    "from io.hookstone.endpoint.WebhookEndpoint e order by e.name",
                    WebhookEndpoint.class)
                .getResultList());
  }

  @Override
  public Optional<WebhookEndpoint> find(UUID endpointId) {
    return Optional.ofNullable(
        sessions.fromStatelessTransaction(
            session -> session.get(WebhookEndpoint.class, endpointId)));
  }

  @Override
  public Optional<WebhookEndpoint> find(String name) {
    return sessions.fromStatelessTransaction(session -> byName(session, name));
  }

  @Override
  public WebhookEndpoint update(UUID endpointId, UnaryOperator<NewEndpoint> change) {
    return changed(
        endpointId,
        (session, endpoint) -> {
          refuseDeclared(endpoint);
          var wanted = change.apply(endpoint.asNew());
          check(wanted);
          endpoint.become(newName(session, endpoint, wanted), wanted, now());
          if (wanted.secret() != null) {
            replaceSecret(session, endpoint, wanted.secret(), DEFAULT_OVERLAP);
          }
        });
  }

  @Override
  public WebhookEndpoint pause(UUID endpointId, @Nullable String reason) {
    return changed(
        endpointId, (session, endpoint) -> endpoint.enter(EndpointStatus.PAUSED, reason, now()));
  }

  @Override
  public WebhookEndpoint resume(UUID endpointId) {
    return changed(
        endpointId, (session, endpoint) -> endpoint.enter(EndpointStatus.ACTIVE, null, now()));
  }

  @Override
  public RegisteredEndpoint rotateSecret(UUID endpointId, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw new IllegalArgumentException(
          "HKS0511: 'overlap' is '%s': expected zero to %s.".formatted(overlap, MAX_OVERLAP));
    }
    var secret = SigningSecret.generate(random);
    var endpoint =
        changed(
            endpointId,
            (session, found) -> {
              replaceSecret(session, found, secret, overlap);
              found.touch(now());
            });
    return new RegisteredEndpoint(endpoint, secret);
  }

  @Override
  public void remove(UUID endpointId) {
    inTransaction(
        session -> {
          var endpoint = required(session, endpointId);
          refuseDeclared(endpoint);
          session
              .createMutationQuery(
                  "delete from io.hookstone.endpoint.WebhookSecret s where s.endpointId = :id")
              .setParameter("id", endpointId)
              .executeUpdate();
          session.delete(endpoint);
          onRemove.accept(session, endpointId);
          return endpoint;
        });
    onChange.run();
  }

  /**
   * Makes the database agree with the endpoints that the configuration declares: new ones are
   * registered, changed ones changed, those that are declared no longer disabled. What an admin
   * paused stays paused.
   *
   * @param declared endpoints with a name each
   * @throws IllegalArgumentException if an endpoint breaks a rule, or its name was registered by
   *     hand
   */
  public void declare(List<NewEndpoint> declared) {
    declared.forEach(this::check);
    inTransaction(
        session -> {
          for (NewEndpoint wanted : declared) {
            declare(session, wanted);
          }
          disableUndeclared(
              session, declared.stream().map(NewEndpoint::name).collect(Collectors.toSet()));
          return declared;
        });
    onChange.run();
  }

  private void declare(StatelessSession session, NewEndpoint wanted) {
    var name = java.util.Objects.requireNonNull(wanted.name());
    var existing = byName(session, name);
    if (existing.isEmpty()) {
      insert(session, new WebhookEndpoint(ids.get(), name, wanted, true, now()), wanted.secret());
      if (wanted.secret() == null) {
        LOG.infof(
            "HKS0512: A secret was generated. Set hookstone.endpoint.%s.secret, or read a new one once through"
                + " endpoints().rotateSecret. endpoint=%s",
            name, name);
      }
      return;
    }
    var endpoint = existing.get();
    if (!endpoint.declared()) {
      throw new IllegalArgumentException(
          "HKS0513: 'hookstone.endpoint.%s' is declared, but an endpoint of that name was registered by hand."
                  .formatted(name)
              + " Choose another name, or remove the registered endpoint.");
    }
    boolean changed = !wanted.equals(endpoint.asNew().withSecretOf(wanted));
    if (changed) {
      endpoint.become(name, wanted, now());
    }
    if (NO_LONGER_DECLARED.equals(endpoint.statusReason().orElse(""))) {
      endpoint.enter(EndpointStatus.ACTIVE, null, now());
      changed = true;
    }
    if (wanted.secret() != null
        && !java.util.Objects.equals(wanted.secret(), currentSecret(session, endpoint))) {
      replaceSecret(session, endpoint, wanted.secret(), DEFAULT_OVERLAP);
      endpoint.touch(now());
      changed = true;
    }
    if (changed) {
      session.update(endpoint);
    }
  }

  private void disableUndeclared(StatelessSession session, Set<@Nullable String> declared) {
    for (WebhookEndpoint endpoint :
        session
            .createSelectionQuery(
                "from io.hookstone.endpoint.WebhookEndpoint e where e.declared = true",
                WebhookEndpoint.class)
            .getResultList()) {
      if (!declared.contains(endpoint.name())
          && !NO_LONGER_DECLARED.equals(endpoint.statusReason().orElse(""))) {
        endpoint.enter(EndpointStatus.DISABLED, NO_LONGER_DECLARED, now());
        session.update(endpoint);
        LOG.infof(
            "HKS0514: An endpoint is disabled. endpoint=%s reason=%s",
            endpoint.name(), NO_LONGER_DECLARED);
      }
    }
  }

  private interface Change {
    void apply(StatelessSession session, WebhookEndpoint endpoint);
  }

  private WebhookEndpoint changed(UUID endpointId, Change change) {
    var endpoint =
        inTransaction(
            session -> {
              var found = required(session, endpointId);
              change.apply(session, found);
              session.update(found);
              return found;
            });
    onChange.run();
    return endpoint;
  }

  /**
   * Another node or admin may register the same name or change the same endpoint at this moment; on
   * what they left, the work is done again.
   */
  private <T> T inTransaction(Function<StatelessSession, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return sessions.fromStatelessTransaction(work);
      } catch (ConstraintViolationException | StaleStateException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private RegisteredEndpoint insert(
      StatelessSession session, WebhookEndpoint endpoint, @Nullable SigningSecret given) {
    var secret = given == null ? SigningSecret.generate(random) : given;
    session.insert(endpoint);
    session.insert(new WebhookSecret(ids.get(), endpoint.id(), secret, now()));
    return new RegisteredEndpoint(endpoint, secret);
  }

  private void replaceSecret(
      StatelessSession session, WebhookEndpoint endpoint, SigningSecret secret, Duration overlap) {
    for (WebhookSecret former : secrets(session, endpoint.id())) {
      if (former.current()) {
        former.end(now().plus(overlap));
        session.update(former);
      }
    }
    session.insert(new WebhookSecret(ids.get(), endpoint.id(), secret, now()));
  }

  private static @Nullable SigningSecret currentSecret(
      StatelessSession session, WebhookEndpoint endpoint) {
    return secrets(session, endpoint.id()).stream()
        .filter(WebhookSecret::current)
        .map(WebhookSecret::secret)
        .findFirst()
        .orElse(null);
  }

  private static List<WebhookSecret> secrets(StatelessSession session, UUID endpointId) {
    return session
        .createSelectionQuery(
            "from io.hookstone.endpoint.WebhookSecret s where s.endpointId = :id",
            WebhookSecret.class)
        .setParameter("id", endpointId)
        .getResultList();
  }

  private void check(NewEndpoint wanted) {
    urls.check(wanted.url());
    if (!formats.contains(wanted.format())) {
      throw new IllegalArgumentException(
          "HKS0515: 'format' is '%s': expected one of %s."
              .formatted(wanted.format(), String.join(", ", formats)));
    }
    var name = wanted.name();
    if (name != null && (name.isBlank() || name.length() > WebhookEndpoint.MAX_NAME_LENGTH)) {
      throw new IllegalArgumentException(
          "HKS0516: 'name' is '%s': expected 1 to %d characters."
              .formatted(name, WebhookEndpoint.MAX_NAME_LENGTH));
    }
    if (wanted.description() != null && wanted.description().length() > 1000) {
      throw new IllegalArgumentException(
          "HKS0519: 'description' has %d characters: expected at most 1000."
              .formatted(wanted.description().length()));
    }
  }

  private String freeName(StatelessSession session, NewEndpoint wanted) {
    if (wanted.name() == null) {
      var host = urls.check(wanted.url()).getHost();
      var stem = host.substring(0, Math.min(host.length(), WebhookEndpoint.MAX_NAME_LENGTH - 10));
      var name = stem;
      for (int i = 2; byName(session, name).isPresent(); i++) {
        name = stem + "-" + i;
      }
      return name;
    }
    return unused(session, wanted.name());
  }

  private String newName(StatelessSession session, WebhookEndpoint endpoint, NewEndpoint wanted) {
    return wanted.name() == null || wanted.name().equals(endpoint.name())
        ? endpoint.name()
        : unused(session, wanted.name());
  }

  private static String unused(StatelessSession session, String name) {
    if (byName(session, name).isPresent()) {
      throw new IllegalArgumentException(
          "HKS0517: 'name' is '%s': another endpoint has this name. Choose one that is free."
              .formatted(name));
    }
    return name;
  }

  private static Optional<WebhookEndpoint> byName(StatelessSession session, String name) {
    return session
        .createSelectionQuery(
            "from io.hookstone.endpoint.WebhookEndpoint e where e.name = :name",
            WebhookEndpoint.class)
        .setParameter("name", name)
        .uniqueResultOptional();
  }

  private static WebhookEndpoint required(StatelessSession session, UUID endpointId) {
    var endpoint = session.get(WebhookEndpoint.class, endpointId);
    if (endpoint == null) {
      throw new IllegalArgumentException(
          "HKS0518: 'endpointId' is '%s': there is no such endpoint. List them with endpoints().list()."
              .formatted(endpointId));
    }
    return endpoint;
  }

  private static void refuseDeclared(WebhookEndpoint endpoint) {
    if (endpoint.declared() && endpoint.status() != EndpointStatus.DISABLED) {
      throw new IllegalArgumentException(
          "HKS0520: Endpoint '%s' is declared in the configuration: change hookstone.endpoint.%s there."
              .formatted(endpoint.name(), endpoint.name()));
    }
  }

  /** Databases keep microseconds; the record must read the same before and after it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
