package io.hookstone.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.hibernate.StatelessSession;

/**
 * Reads and writes the secrets of endpoints, in the caller's transaction. Thread-safe.
 *
 * <p>An endpoint has at most one current secret of each kind, shared and asymmetric; former ones
 * stay valid until their overlap has passed.
 */
final class SecretRows {

  private static final List<Boolean> KINDS = List.of(false, true);

  private final Supplier<UUID> ids;
  private final RandomGenerator random;
  private final Supplier<Instant> now;

  SecretRows(Supplier<UUID> ids, RandomGenerator random, Supplier<Instant> now) {
    this.ids = ids;
    this.random = random;
    this.now = now;
  }

  /**
   * Inserts the secrets of a new endpoint; those that were not given are generated.
   *
   * @return all of them, the shared one first
   */
  List<SigningSecret> insert(
      StatelessSession session,
      WebhookEndpoint endpoint,
      List<SigningSecret> given,
      EndpointFormat format) {
    // The same for all: what was made together is told by its time.
    var from = now.get();
    var inserted = new ArrayList<SigningSecret>();
    for (boolean asymmetric : kinds(endpoint)) {
      var secret =
          given.stream()
              .filter(one -> one.asymmetric() == asymmetric)
              .findFirst()
              .orElseGet(() -> generate(asymmetric, format));
      insert(session, endpoint, secret, from);
      inserted.add(secret);
    }
    return inserted;
  }

  /** Replaces all secrets by new ones; the former ones stay valid for the overlap. */
  List<SigningSecret> rotate(
      StatelessSession session, WebhookEndpoint endpoint, EndpointFormat format, Duration overlap) {
    of(session, endpoint.id()).stream()
        .filter(WebhookSecret::current)
        .forEach(former -> end(session, former, overlap));
    endpoint.touch(now.get());
    return insert(session, endpoint, List.of(), format);
  }

  /**
   * What came of fitting secrets to an endpoint that has changed.
   *
   * @param changed whether any row was written
   * @param missing the kinds of which there is none that fits; true for asymmetric
   */
  record Fitted(boolean changed, List<Boolean> missing) {}

  /**
   * Replaces current secrets by given ones of the same kind, and ends those that the endpoint does
   * not use any more.
   */
  Fitted fit(
      StatelessSession session,
      WebhookEndpoint endpoint,
      List<SigningSecret> given,
      EndpointFormat format) {
    var current = of(session, endpoint.id()).stream().filter(WebhookSecret::current).toList();
    var kept = new ArrayList<WebhookSecret>();
    var missing = new ArrayList<Boolean>();
    boolean changed = false;
    for (boolean asymmetric : kinds(endpoint)) {
      var wanted = given.stream().filter(one -> one.asymmetric() == asymmetric).findFirst();
      var fitting =
          current.stream()
              .filter(one -> one.asymmetric() == asymmetric && fits(one, format))
              .filter(one -> wanted.isEmpty() || wanted.get().equals(one.secret()))
              .toList();
      kept.addAll(fitting);
      if (fitting.isEmpty() && wanted.isPresent()) {
        insert(session, endpoint, wanted.get(), now.get());
        changed = true;
      } else if (fitting.isEmpty()) {
        missing.add(asymmetric);
      }
    }
    for (WebhookSecret former : current) {
      if (!kept.contains(former)) {
        end(session, former, Endpoints.DEFAULT_OVERLAP);
        changed = true;
      }
    }
    if (changed) {
      endpoint.touch(now.get());
    }
    return new Fitted(changed, missing);
  }

  /** Inserts new secrets of the kinds that {@link #fit} has found missing. */
  List<SigningSecret> generate(
      StatelessSession session,
      WebhookEndpoint endpoint,
      List<Boolean> missing,
      EndpointFormat format) {
    var generated = missing.stream().map(asymmetric -> generate(asymmetric, format)).toList();
    var from = now.get();
    generated.forEach(secret -> insert(session, endpoint, secret, from));
    endpoint.touch(from);
    return generated;
  }

  void delete(StatelessSession session, UUID endpointId) {
    session
        .createMutationQuery(
            "delete from io.hookstone.endpoint.WebhookSecret s where s.endpointId = :id")
        .setParameter("id", endpointId)
        .executeUpdate();
  }

  private SigningSecret generate(boolean asymmetric, EndpointFormat format) {
    return asymmetric ? Ed25519Secret.generate(random) : format.generateSecret(random);
  }

  private static List<Boolean> kinds(WebhookEndpoint endpoint) {
    var mode = endpoint.signature();
    return KINDS.stream()
        .filter(asymmetric -> asymmetric ? mode.asymmetric() : mode.shared())
        .toList();
  }

  /** A secret that somebody has broken by hand fits nothing, and is replaced. */
  private static boolean fits(WebhookSecret stored, EndpointFormat format) {
    try {
      return format.accepts(stored.secret());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void insert(
      StatelessSession session, WebhookEndpoint endpoint, SigningSecret secret, Instant from) {
    session.insert(new WebhookSecret(ids.get(), endpoint.id(), secret, from));
  }

  private void end(StatelessSession session, WebhookSecret former, Duration overlap) {
    former.end(now.get().plus(overlap));
    session.update(former);
  }

  private static List<WebhookSecret> of(StatelessSession session, UUID endpointId) {
    return session
        .createSelectionQuery(
            "from io.hookstone.endpoint.WebhookSecret s where s.endpointId = :id",
            WebhookSecret.class)
        .setParameter("id", endpointId)
        .getResultList();
  }
}
