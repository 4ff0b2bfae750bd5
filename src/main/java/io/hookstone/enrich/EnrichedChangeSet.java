package io.hookstone.enrich;

import java.util.List;

/**
 * The events of one change set after enrichment.
 *
 * @param events one for each change, in order
 * @param held whether an enricher failed whose events wait for it: nothing of the change set goes
 *     out now
 */
public record EnrichedChangeSet(List<EnrichableEvent> events, boolean held) {}
