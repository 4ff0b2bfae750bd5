package io.hookstone.enrich;

/** What becomes of events that an enricher could not enrich. */
public enum FailurePolicy {
  /** They go out without what the enricher would have added, and say so. */
  DELIVER_PLAIN,
  /**
   * Their outbox row stays and is tried again, with growing waits, until {@link
   * EnrichmentLimits#holdFor()} has passed since the change; then they go out plain.
   */
  HOLD
}
