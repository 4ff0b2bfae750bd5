package io.hookstone.enrich;

import java.util.List;
import java.util.Optional;

/**
 * Adds related data to events. Implementations MUST be thread-safe; they have a public constructor
 * without parameters, or are beans of the application's container.
 *
 * <p>Named in {@code hookstone.enrichers}, or found by {@link java.util.ServiceLoader}. Called off
 * the application's threads and outside its transactions, before the outbox rows of the batch are
 * claimed; so it may be called again for the same changes after a crash.
 *
 * <p>An exception, or a call that takes longer than {@code hookstone.enrichment.timeout}, is logged
 * and dealt with by {@link #onFailure}. What such a call has added is dropped. An enricher that
 * takes too long has its statement canceled, then its thread interrupted, and is left out for a
 * while.
 */
public interface Enricher {

  /** Whether events of an entity type, given its JPA name, are enriched. Asked once per type. */
  boolean enriches(String entity);

  /**
   * Enriches all events of one entity type and tenant in a batch, so that 500 orders cost one query
   * and not 500.
   *
   * @param events at least one, in the order in which the changes were made; deletes are among them
   * @param context a session to read with, valid during this call
   */
  void enrich(List<EnrichableEvent> events, EnrichmentContext context);

  /**
   * Returns a JSON Schema (2020-12) of an object with the properties that it adds to an entity's
   * data, for the catalogue; the {@code examples} of a property go into test events. Empty where it
   * does not say, and receivers then learn of them from the events.
   *
   * @param entity the JPA name of an entity that it enriches
   */
  default Optional<String> schema(String entity) {
    return Optional.empty();
  }

  /**
   * Called once, when the session factory has been built and before any event.
   *
   * @throws RuntimeException if this enricher cannot do its work, which keeps the session factory
   *     from starting
   */
  default void prepare(EntityModel model) {}

  /**
   * Returns what happens if this enricher fails; empty for {@code hookstone.enrichment.on-failure}.
   */
  default Optional<FailurePolicy> onFailure() {
    return Optional.empty();
  }

  /**
   * Returns the name by which logs call this enricher, and events that go out without it; the
   * simple name of its class by default.
   */
  default String name() {
    return getClass().getSimpleName();
  }
}
