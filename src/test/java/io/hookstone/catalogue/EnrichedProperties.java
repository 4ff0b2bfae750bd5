package io.hookstone.catalogue;

import java.util.Set;
import java.util.stream.Collectors;

/** Tells tests of which properties enrichers have said something. */
public final class EnrichedProperties {

  private EnrichedProperties() {}

  /** Returns the names that enrichers have described, for any entity of the type. */
  public static Set<String> of(EventType type) {
    return type.kinds().stream()
        .flatMap(kind -> type.enriched(kind).stream())
        .flatMap(
            schema ->
                EventSchema.MAPPER.readTree(schema).path("properties").propertyNames().stream())
        .collect(Collectors.toSet());
  }
}
