package io.hookstone;

import io.hookstone.boot.Engine;
import io.hookstone.boot.Engines;
import io.hookstone.capture.CaptureStatistics;
import io.hookstone.capture.Changes;
import io.hookstone.delivery.Deliveries;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.event.Events;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
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
