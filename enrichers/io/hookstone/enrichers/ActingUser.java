package io.hookstone.enrichers;

import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import java.util.List;
import java.util.Optional;

/**
 * Adds on whose behalf the transaction ran: {@code "actingUser": "jane"}. Thread-safe.
 *
 * <p>The application tells it by a {@link io.hookstone.change.ActingUserResolver}, which {@code
 * hookstone.acting-user} names: it is asked in the application's transaction, and its answer
 * travels with the changes. An event of which nobody knows the user is left as it is.
 */
public class ActingUser implements Enricher {

  private final String property;

  /** Makes an enricher that adds {@code actingUser}. */
  public ActingUser() {
    this("actingUser");
  }

  /** Makes an enricher that adds a property of another name. */
  public ActingUser(String property) {
    this.property = property;
  }

  @Override
  public final boolean enriches(String entity) {
    return true;
  }

  @Override
  public final Optional<String> schema(String entity) {
    return Optional.of(new AddedProperties().with(property, "string", "jane").schema());
  }

  @Override
  public final void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
    for (EnrichableEvent event : events) {
      if (event.changeSet().actingUser() != null) {
        event.put(property, event.changeSet().actingUser());
      }
    }
  }
}
