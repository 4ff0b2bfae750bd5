package io.hookstone.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the database agree with the endpoints that the configuration declares, once at every start:
 * new ones are registered, changed ones changed, those that are declared no longer disabled. What
 * an admin paused stays paused.
 */
public final class DeclareEndpoints {

  private static final Logger LOG = Logger.getLogger(DeclareEndpoints.class);
  private static final String NO_LONGER_DECLARED = "No longer declared in the configuration";

  private final EndpointRows rows;
  private final EndpointRules rules;

  /** Makes the job. */
  public DeclareEndpoints(EndpointRows rows, EndpointRules rules) {
    this.rows = rows;
    this.rules = rules;
  }

  /**
   * Declares endpoints.
   *
   * @param wanted all that the configuration declares, with a name each
   * @throws IllegalArgumentException if an endpoint breaks a rule, or its name was registered by
   *     hand
   */
  public void declare(List<NewEndpoint> wanted) {
    wanted.forEach(this::check);
    var declared = wanted.stream().map(rules::withPossibleEvents).toList();
    rows.inTransaction(session -> declare(session, declared));
  }

  private List<NewEndpoint> declare(StatelessSession session, List<NewEndpoint> declared) {
    declared.forEach(wanted -> declare(session, wanted));
    var names = declared.stream().map(NewEndpoint::name).collect(Collectors.toSet());
    disableOthers(session, names);
    return declared;
  }

  private void declare(StatelessSession session, NewEndpoint wanted) {
    var name = Objects.requireNonNull(wanted.name());
    var existing = EndpointRows.byName(session, name);
    if (existing.isPresent()) {
      adapt(session, existing.get(), name, wanted);
      return;
    }
    var registered = rows.insertDeclared(session, name, wanted, rules.format(wanted));
    tellGenerated(name, without(registered.secrets(), wanted.secrets()));
  }

  private static List<SigningSecret> without(List<SigningSecret> all, List<SigningSecret> given) {
    return all.stream().filter(secret -> !given.contains(secret)).toList();
  }

  /** A public key may be logged, and receivers need it. */
  private static void tellGenerated(String name, List<SigningSecret> generated) {
    for (SigningSecret secret : generated) {
      if (secret instanceof Ed25519Secret pair) {
        LOG.infof(
            "HKS0534: A key pair was generated. endpoint=%s publicKey=%s publicKeyInfo=%s",
            name, pair.publicKey(), pair.publicKeyInfo());
      } else {
        LOG.infof(
            "HKS0512: A secret was generated. Set hookstone.endpoint.%s.secret, or read a new one once through"
                + " endpoints().rotateSecret. endpoint=%s",
            name, name);
      }
    }
  }

  private void check(NewEndpoint wanted) {
    try {
      var unused = rules.check(wanted);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s (hookstone.endpoint.%s)".formatted(e.getMessage(), wanted.name()), e);
    }
  }

  private void adapt(
      StatelessSession session, WebhookEndpoint endpoint, String name, NewEndpoint wanted) {
    if (!endpoint.declared()) {
      throw new IllegalArgumentException(
          "HKS0513: 'hookstone.endpoint.%s' is declared, but an endpoint of that name was registered by hand."
                  .formatted(name)
              + " Choose another name, or remove the registered endpoint.");
    }
    boolean changed = false;
    if (!wanted.equals(endpoint.asNew().withSecretsOf(wanted))) {
      endpoint.become(name, wanted, rows.now());
      changed = true;
    }
    if (noLongerDeclared(endpoint)) {
      endpoint.enter(EndpointStatus.ACTIVE, null, rows.now());
      changed = true;
    }
    var format = rules.format(wanted);
    var fitted = rows.secrets().fit(session, endpoint, wanted.secrets(), format);
    changed |= fitted.changed();
    if (!fitted.missing().isEmpty()) {
      tellGenerated(name, rows.secrets().generate(session, endpoint, fitted.missing(), format));
      changed = true;
    }
    if (changed) {
      session.update(endpoint);
    }
  }

  private void disableOthers(StatelessSession session, Set<@Nullable String> declared) {
    for (WebhookEndpoint endpoint : EndpointRows.declared(session)) {
      if (!declared.contains(endpoint.name()) && !noLongerDeclared(endpoint)) {
        endpoint.enter(EndpointStatus.DISABLED, NO_LONGER_DECLARED, rows.now());
        session.update(endpoint);
        LOG.infof(
            "HKS0514: An endpoint is disabled. endpoint=%s reason=%s",
            endpoint.name(), NO_LONGER_DECLARED);
      }
    }
  }

  private static boolean noLongerDeclared(WebhookEndpoint endpoint) {
    return endpoint.statusReason().filter(NO_LONGER_DECLARED::equals).isPresent();
  }
}
