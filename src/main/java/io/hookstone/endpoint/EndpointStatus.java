package io.hookstone.endpoint;

/** Whether an endpoint receives events. */
public enum EndpointStatus {
  /** Events become deliveries, and deliveries are sent. */
  ACTIVE,
  /** Events become deliveries, which wait until the endpoint is resumed. */
  PAUSED,
  /** Events do not become deliveries; those that exist wait. */
  DISABLED
}
