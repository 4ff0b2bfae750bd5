package io.hookstone.enrich;

import java.util.List;
import java.util.Optional;

/**
 * Adds related data to events. Implementations MUST be thread-safe; they have a public constructor
 * without parameters, or are beans of the application's container.
 *
 * <p>Named in {@code hookstone.enrichers}, or found by {@link java.util.ServiceLoader}. Called by
 * the relay, off the application's threads and outside its transactions, before the outbox rows of
 * the batch are claimed; so it may be called again for the same changes after a crash.
 *
 * <p>An exception is logged, and the events go out without what this enricher would have added.
 */
public interface Enricher {

  /** Whether events of an entity type, given its JPA name, are enriched. Asked once per type. */
  boolean enriches(String entity);

  /**
   * Enriches all events of one entity type and tenant in a batch, so that 500 orders cost one query
   * and not 500.
   *
   * @param events at least one, in the order in which the changes were made
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
}
