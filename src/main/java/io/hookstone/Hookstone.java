package io.hookstone;

import io.hookstone.boot.Engine;
import io.hookstone.boot.Engines;
import io.hookstone.capture.CaptureStatistics;
import io.hookstone.catalogue.Catalogue;
import io.hookstone.delivery.Deliveries;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.event.Events;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;

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

  /** Returns what was counted on this node: statements that caused no event, for instance. */
  public CaptureStatistics statistics() {
    return engine.statistics();
  }
}
