package io.hookstone.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Reads and writes endpoints and their secrets. Thread-safe. */
public final class EndpointRows {

  /** How often a change is tried when others get in between. */
  private static final int MAX_ATTEMPTS = 10;

  private final SessionFactory sessions;
  private final Supplier<UUID> ids;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * Makes the access.
   *
   * @param ids makes record ids, UUID version 7
   * @param random makes secrets; must be cryptographically strong
   */
  public EndpointRows(
      SessionFactory sessions, Supplier<UUID> ids, RandomGenerator random, Clock clock) {
    this.sessions = sessions;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Runs work in a transaction. Another node or admin may register the same name or change the same
   * endpoint at this moment; on what they left, the work is done again.
   */
  <T> T inTransaction(Function<StatelessSession, T> work) {
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

  RegisteredEndpoint insertRegistered(StatelessSession session, String name, NewEndpoint wanted) {
    return insert(
        session, new WebhookEndpoint(ids.get(), name, wanted, false, now()), wanted.secret());
  }

  /**
   * Inserts a declared endpoint. Its id comes from its name, so that of two nodes that declare it
   * at the same moment only one succeeds.
   */
  RegisteredEndpoint insertDeclared(StatelessSession session, String name, NewEndpoint wanted) {
    var id =
        UUID.nameUUIDFromBytes(("hookstone.endpoint." + name).getBytes(StandardCharsets.UTF_8));
    return insert(session, new WebhookEndpoint(id, name, wanted, true, now()), wanted.secret());
  }

  private RegisteredEndpoint insert(
      StatelessSession session, WebhookEndpoint endpoint, @Nullable SigningSecret given) {
    var secret = given == null ? generateSecret() : given;
    session.insert(endpoint);
    session.insert(new WebhookSecret(ids.get(), endpoint.id(), secret, now()));
    return new RegisteredEndpoint(endpoint, secret);
  }

  SigningSecret generateSecret() {
    return SigningSecret.generate(random);
  }

  void replaceSecret(
      StatelessSession session, WebhookEndpoint endpoint, SigningSecret secret, Duration overlap) {
    for (WebhookSecret former : secrets(session, endpoint.id())) {
      if (former.current()) {
        former.end(now().plus(overlap));
        session.update(former);
      }
    }
    session.insert(new WebhookSecret(ids.get(), endpoint.id(), secret, now()));
    endpoint.touch(now());
  }

  boolean hasSecret(StatelessSession session, WebhookEndpoint endpoint, SigningSecret secret) {
    return secrets(session, endpoint.id()).stream()
        .filter(WebhookSecret::current)
        .anyMatch(current -> current.secret().equals(secret));
  }

  void deleteSecrets(StatelessSession session, UUID endpointId) {
    session
        .createMutationQuery(
            "delete from io.hookstone.endpoint.WebhookSecret s where s.endpointId = :id")
        .setParameter("id", endpointId)
        .executeUpdate();
  }

  private static List<WebhookSecret> secrets(StatelessSession session, UUID endpointId) {
    return session
        .createSelectionQuery(
            "from io.hookstone.endpoint.WebhookSecret s where s.endpointId = :id",
            WebhookSecret.class)
        .setParameter("id", endpointId)
        .getResultList();
  }

  static Optional<WebhookEndpoint> byName(StatelessSession session, String name) {
    return session
        .createSelectionQuery(
            "from io.hookstone.endpoint.WebhookEndpoint e where e.name = :name order by e.id",
            WebhookEndpoint.class)
        .setParameter("name", name)
        .setMaxResults(1)
        .uniqueResultOptional();
  }

  static List<WebhookEndpoint> declared(StatelessSession session) {
    return session
        .createSelectionQuery(
            "from io.hookstone.endpoint.WebhookEndpoint e where e.declared = true",
            WebhookEndpoint.class)
        .getResultList();
  }

  static WebhookEndpoint required(StatelessSession session, UUID endpointId) {
    var endpoint = session.get(WebhookEndpoint.class, endpointId);
    if (endpoint == null) {
      throw new IllegalArgumentException(
          "HKS0518: 'endpointId' is '%s': there is no such endpoint. List them with endpoints().list()."
              .formatted(endpointId));
    }
    return endpoint;
  }

  /** Databases keep microseconds; the record must read the same before and after it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
