package io.hookstone.settings;

/** What happens to events whose enricher fails. */
public enum EnrichmentFailure {
  /** They go out without what the enricher would have added. */
  DELIVER_PLAIN,
  /** They wait for it, for a bounded time. */
  HOLD
}
