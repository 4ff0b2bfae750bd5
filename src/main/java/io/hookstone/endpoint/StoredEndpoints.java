package io.hookstone.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The endpoints in the database, for administration. Thread-safe. */
public final class StoredEndpoints implements Endpoints {

  /** Leaves room for a number behind a name that is made from a host. */
  private static final int MAX_STEM_LENGTH = WebhookEndpoint.MAX_NAME_LENGTH - 10;

  private final EndpointRows rows;
  private final EndpointRules rules;
  private final BiConsumer<StatelessSession, UUID> onRemove;
  private final Runnable onChange;

  /**
   * Makes the administration of a database's endpoints.
   *
   * @param onRemove called in the transaction that removes an endpoint, with its id
   * @param onChange called after the commit of every change
   */
  public StoredEndpoints(
      EndpointRows rows,
      EndpointRules rules,
      BiConsumer<StatelessSession, UUID> onRemove,
      Runnable onChange) {
    this.rows = rows;
    this.rules = rules;
    this.onRemove = onRemove;
    this.onChange = onChange;
  }

  @Override
  public RegisteredEndpoint register(NewEndpoint asked) {
    var host = rules.check(asked).getHost();
    var wanted = rules.withPossibleEvents(asked);
    var registered =
        rows.inTransaction(
            session -> {
              var name =
                  wanted.name() == null ? freeName(session, host) : unused(session, wanted.name());
              return rows.insertRegistered(session, name, wanted, rules.format(wanted));
            });
    onChange.run();
    return registered;
  }

  @Override
  public List<WebhookEndpoint> list() {
    return rows.inTransaction(
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
        rows.inTransaction(session -> session.get(WebhookEndpoint.class, endpointId)));
  }

  @Override
  public Optional<WebhookEndpoint> find(String name) {
    return rows.inTransaction(session -> EndpointRows.byName(session, name));
  }

  @Override
  public WebhookEndpoint update(UUID endpointId, UnaryOperator<NewEndpoint> change) {
    return changed(
        endpointId,
        (session, endpoint) -> {
          refuseDeclared(endpoint);
          var present = endpoint.asNew();
          var asked = change.apply(present);
          rules.check(asked);
          // What was fine once must not keep anybody from changing something else.
          var wanted =
              asked.subscription().equals(present.subscription())
                      && asked.format().equals(present.format())
                  ? asked
                  : rules.withPossibleEvents(asked);
          endpoint.become(newName(session, endpoint, wanted), wanted, rows.now());
          var fitted =
              rows.secrets().fit(session, endpoint, wanted.secrets(), rules.format(wanted));
          refuseMissing(fitted.missing(), wanted);
        });
  }

  @Override
  public WebhookEndpoint pause(UUID endpointId, @Nullable String reason) {
    return changed(
        endpointId,
        (session, endpoint) -> endpoint.enter(EndpointStatus.PAUSED, reason, rows.now()));
  }

  @Override
  public WebhookEndpoint resume(UUID endpointId) {
    return changed(
        endpointId, (session, endpoint) -> endpoint.enter(EndpointStatus.ACTIVE, null, rows.now()));
  }

  @Override
  public RegisteredEndpoint rotateSecret(UUID endpointId, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw new IllegalArgumentException(
          "HKS0511: 'overlap' is '%s': expected zero to %s.".formatted(overlap, MAX_OVERLAP));
    }
    var rotated =
        rows.inTransaction(
            session -> {
              var endpoint = EndpointRows.required(session, endpointId);
              var format = rules.format(endpoint.asNew());
              var secrets = rows.secrets().rotate(session, endpoint, format, overlap);
              session.update(endpoint);
              return new RegisteredEndpoint(endpoint, secrets);
            });
    onChange.run();
    return rotated;
  }

  @Override
  public void remove(UUID endpointId) {
    rows.inTransaction(
        session -> {
          var endpoint = EndpointRows.required(session, endpointId);
          refuseDeclared(endpoint);
          rows.secrets().delete(session, endpointId);
          session.delete(endpoint);
          onRemove.accept(session, endpointId);
          return endpoint;
        });
    onChange.run();
  }

  private interface Change {
    void apply(StatelessSession session, WebhookEndpoint endpoint);
  }

  private WebhookEndpoint changed(UUID endpointId, Change change) {
    var endpoint =
        rows.inTransaction(
            session -> {
              var found = EndpointRows.required(session, endpointId);
              change.apply(session, found);
              session.update(found);
              return found;
            });
    onChange.run();
    return endpoint;
  }

  private static String freeName(StatelessSession session, String host) {
    var stem = host.substring(0, Math.min(host.length(), MAX_STEM_LENGTH));
    var name = stem;
    for (int i = 2; EndpointRows.byName(session, name).isPresent(); i++) {
      name = stem + "-" + i;
    }
    return name;
  }

  private static String newName(
      StatelessSession session, WebhookEndpoint endpoint, NewEndpoint wanted) {
    return wanted.name() == null || wanted.name().equals(endpoint.name())
        ? endpoint.name()
        : unused(session, wanted.name());
  }

  private static String unused(StatelessSession session, String name) {
    if (EndpointRows.byName(session, name).isPresent()) {
      throw new IllegalArgumentException(
          "HKS0517: 'name' is '%s': another endpoint has this name. Choose one that is free."
              .formatted(name));
    }
    return name;
  }

  private static void refuseDeclared(WebhookEndpoint endpoint) {
    if (endpoint.declared() && endpoint.status() != EndpointStatus.DISABLED) {
      throw new IllegalArgumentException(
          "HKS0520: Endpoint '%s' is declared in the configuration: change hookstone.endpoint.%s there."
              .formatted(endpoint.name(), endpoint.name()));
    }
  }

  /** A secret that is generated here would be shown to nobody. */
  private static void refuseMissing(List<Boolean> missing, NewEndpoint wanted) {
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "HKS0532: 'secret' is missing: the endpoint's own does not fit format '%s' with signature '%s'. Set %s in the same change."
              .formatted(
                  wanted.format(),
                  wanted.signature().name().toLowerCase(Locale.ROOT),
                  missing.contains(true) ? "a whsk_ private key" : "a secret that does"));
    }
  }
}
