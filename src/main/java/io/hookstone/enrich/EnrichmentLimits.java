package io.hookstone.enrich;

import java.time.Duration;

/**
 * What an enricher may take, and what happens if it fails. Immutable.
 *
 * @param timeout how long one call of an enricher may take; more than zero
 * @param onFailure the policy of enrichers that have none of their own
 * @param holdFor how long after its change an event is held back at most
 */
public record EnrichmentLimits(Duration timeout, FailurePolicy onFailure, Duration holdFor) {}
