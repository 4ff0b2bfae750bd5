package io.hookstone.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

/** Reads and writes endpoints and their secrets. Thread-safe. */
public final class EndpointRows {

  /** How often a change is tried when others get in between. */
  private static final int MAX_ATTEMPTS = 10;

  private final SessionFactory sessions;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final SecretRows secrets;

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
    this.clock = clock;
    this.secrets = new SecretRows(ids, random, this::now);
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

  RegisteredEndpoint insertRegistered(
      StatelessSession session, String name, NewEndpoint wanted, EndpointFormat format) {
    return insert(
        session, new WebhookEndpoint(ids.get(), name, wanted, false, now()), wanted, format);
  }

  /**
   * Inserts a declared endpoint. Its id comes from its name, so that of two nodes that declare it
   * at the same moment only one succeeds.
   */
  RegisteredEndpoint insertDeclared(
      StatelessSession session, String name, NewEndpoint wanted, EndpointFormat format) {
    var id =
        UUID.nameUUIDFromBytes(("hookstone.endpoint." + name).getBytes(StandardCharsets.UTF_8));
    return insert(session, new WebhookEndpoint(id, name, wanted, true, now()), wanted, format);
  }

  private RegisteredEndpoint insert(
      StatelessSession session,
      WebhookEndpoint endpoint,
      NewEndpoint wanted,
      EndpointFormat format) {
    session.insert(endpoint);
    return new RegisteredEndpoint(
        endpoint, secrets.insert(session, endpoint, wanted.secrets(), format));
  }

  SecretRows secrets() {
    return secrets;
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
