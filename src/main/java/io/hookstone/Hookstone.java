package io.hookstone;

import io.hookstone.boot.Engine;
import io.hookstone.boot.Engines;
import io.hookstone.capture.CaptureStatistics;
import io.hookstone.capture.Changes;
import io.hookstone.catalogue.Catalogue;
import io.hookstone.delivery.Deliveries;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.event.Events;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * The entry point for applications and admins. Thread-safe; valid as long as its session factory is
 * open.
 *
 * <pre>{@code
 * Hookstone hookstone = Hookstone.of(entityManagerFactory);
 * hookstone.endpoints().register(NewEndpoint.to("https://erp.example/hooks").events("order.*"));
 * }</pre>
 */
public final class Hookstone {

  private final Engine engine;

  private Hookstone(Engine engine) {
    this.engine = engine;
  }

  /**
   * Returns the Hookstone of a persistence unit.
   *
   * @param factory an open Hibernate entity manager factory or session factory
   * @throws IllegalStateException if Hookstone is not enabled in it, or it is closed
   */
  public static Hookstone of(EntityManagerFactory factory) {
    return Engines.find(factory.unwrap(SessionFactory.class))
        .map(Hookstone::new)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "HKS0914: Hookstone is not enabled in this persistence unit: set hookstone.enabled=true."));
  }

  /** Returns the endpoints: register, list, change, pause, remove. */
  public Endpoints endpoints() {
    return engine.endpoints();
  }

  /** Returns the events that were relayed. */
  public Events events() {
    return engine.events();
  }

  /** Returns the deliveries and their attempts: list, retry. */
  public Deliveries deliveries() {
    return engine.deliveries();
  }

  /** Returns the event types that this application can emit, with schemas and examples. */
  public Catalogue catalogue() {
    return engine.catalogue();
  }

  /**
   * Makes an event by hand, of an entity's present state and marked as {@code manual}, for all
   * endpoints that have subscribed to its type. What is withheld stays out, nothing is initialised.
   *
   * <p>Written in a transaction of its own, whatever transaction the caller has: it is sent even if
   * the caller rolls back, and may arrive before the caller commits.
   *
   * @param type an event type of {@link #catalogue()}
   * @param entity managed, detached or new, with an identifier
   * @return the transaction id that the event has
   * @throws IllegalArgumentException if there is no such type, it is not of that entity, or the
   *     entity is not captured, has no identifier or is a proxy that is not initialised
   */
  public UUID trigger(String type, Object entity) {
    return engine.trigger(type, entity);
  }

  /**
   * Sends an endpoint an event of the first type that it has subscribed to, as {@link
   * #sendTest(UUID, String)} does.
   */
  public UUID sendTest(UUID endpointId) {
    return engine.sendTest(endpointId, null);
  }

  /**
   * Sends an endpoint, and no other, an event with the example of the catalogue as its data, marked
   * as {@code test}. Neither its subscription nor its filter matters. In a transaction of its own.
   *
   * @param type an event type of {@link #catalogue()}
   * @return the transaction id that the event has
   * @throws IllegalArgumentException if there is no such endpoint, it is paused or disabled, or
   *     there is no such type
   */
  public UUID sendTest(UUID endpointId, String type) {
    return engine.sendTest(endpointId, type);
  }

  /** Returns what was counted on this node: statements that caused no event, for instance. */
  public CaptureStatistics statistics() {
    return engine.statistics();
  }

  /**
   * Returns what publishes changes that no listener hears of, such as those of bulk statements and
   * native SQL, in the session's own transaction.
   *
   * @param entityManager an open entity manager or session of this persistence unit, confined to
   *     the calling thread; or one that a container shares, in a transaction, standing for its
   *     session of now
   * @throws IllegalArgumentException if it belongs to another persistence unit
   */
  public Changes changes(EntityManager entityManager) {
    return engine.changes(entityManager);
  }

  /** Returns the same for a stateless session; see {@link #changes(EntityManager)}. */
  public Changes changes(StatelessSession session) {
    return engine.changes(session);
  }
}
