package io.hookstone.event;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What enrichment did to an event's data. Immutable.
 *
 * @param added the properties that enrichers added or replaced, in their order
 * @param failed the enrichers that should have enriched the event and could not, by name
 */
public record EnrichmentNote(List<String> added, List<String> failed) {

  /** The note of an event that no enricher touched. */
  public static final EnrichmentNote NONE = new EnrichmentNote(List.of(), List.of());

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public EnrichmentNote {
    added = List.copyOf(added);
    failed = List.copyOf(failed);
  }

  /** Returns the note as its column keeps it: JSON, or null for {@link #NONE}. */
  @Nullable String text() {
    return equals(NONE) ? null : MAPPER.writeValueAsString(this);
  }

  static EnrichmentNote read(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(json -> MAPPER.readValue(json, EnrichmentNote.class))
        .orElse(NONE);
  }
}
