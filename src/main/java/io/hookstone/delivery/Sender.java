package io.hookstone.delivery;

import io.hookstone.endpoint.ResolvedEndpoint;
import java.util.List;

/** Makes HTTP exchanges. */
interface Sender {

  /** Hears what came of a request. Called on any thread; each task is in exactly one call. */
  interface Results {

    /**
     * The attempts of these tasks have ended as this exchange says. Called within the delivery
     * timeout and a little.
     */
    void ended(List<DeliveryTask> tasks, Exchange exchange);

    /** These tasks were not attempted, because the request would be too large with them. */
    void unsent(List<DeliveryTask> tasks);
  }

  /**
   * Makes one attempt with one request. MUST NOT block; failures are values.
   *
   * @param tasks at least one, all of this endpoint; several only where it wants batches
   * @throws java.util.concurrent.RejectedExecutionException if it is closed; nobody is called then
   */
  void send(List<DeliveryTask> tasks, ResolvedEndpoint endpoint, Results results);
}
