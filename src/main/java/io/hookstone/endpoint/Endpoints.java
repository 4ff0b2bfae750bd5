package io.hookstone.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints, for administration. Thread-safe; every call runs in a transaction of its own,
 * whatever transaction the caller has.
 */
public interface Endpoints {

  /** How long a rotated secret stays valid beside the new one when nothing else is said. */
  Duration DEFAULT_OVERLAP = Duration.ofHours(24);

  /** The longest overlap of two secrets (Standard Webhooks recommends days, not months). */
  Duration MAX_OVERLAP = Duration.ofDays(7);

  /**
   * Registers an endpoint. It receives the events of changes that commit from now on; other nodes
   * see it within about a second.
   *
   * @return the endpoint with its secrets, which cannot be read again
   * @throws IllegalArgumentException if the URL, the name, the format, a secret or a header breaks
   *     a rule, or the name is taken
   */
  RegisteredEndpoint register(NewEndpoint wanted);

  /** Returns all endpoints by name. */
  List<WebhookEndpoint> list();

  /** Returns an endpoint by its id. */
  Optional<WebhookEndpoint> find(UUID endpointId);

  /** Returns an endpoint by its name. */
  Optional<WebhookEndpoint> find(String name);

  /**
   * Changes an endpoint. Its id, state, secrets and deliveries stay.
   *
   * @param change makes the new form of the endpoint from the present one; a secret in it replaces
   *     the one of its kind, with an overlap of {@link #DEFAULT_OVERLAP}
   * @throws IllegalArgumentException if there is no such endpoint, it is declared in the
   *     configuration, the new form breaks a rule, or the secrets that it has and is given do not
   *     fit its format and signature
   */
  WebhookEndpoint update(UUID endpointId, UnaryOperator<NewEndpoint> change);

  /**
   * Stops sending. Events go on to become deliveries, which wait.
   *
   * @param reason for people; may be null
   * @throws IllegalArgumentException if there is no such endpoint
   */
  WebhookEndpoint pause(UUID endpointId, @Nullable String reason);

  /**
   * Makes a paused or disabled endpoint active; what waited is sent.
   *
   * @throws IllegalArgumentException if there is no such endpoint
   */
  WebhookEndpoint resume(UUID endpointId);

  /**
   * Replaces all secrets. Until the overlap has passed, requests carry the signatures of old and
   * new, where the format has room for several.
   *
   * @param overlap zero to {@link #MAX_OVERLAP}
   * @return the endpoint with its new secrets, which cannot be read again
   * @throws IllegalArgumentException if there is no such endpoint, or the overlap is out of bounds
   */
  RegisteredEndpoint rotateSecret(UUID endpointId, Duration overlap);

  /**
   * Removes an endpoint and its secrets. Deliveries that were not made are canceled; the history
   * stays.
   *
   * @throws IllegalArgumentException if there is no such endpoint, or it is declared in the
   *     configuration
   */
  void remove(UUID endpointId);
}
