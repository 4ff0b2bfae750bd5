package io.hookstone.delivery;

import io.hookstone.endpoint.ResolvedEndpoint;
import java.util.function.Consumer;

/** Makes HTTP exchanges. */
interface Sender {

  /**
   * Makes one attempt. MUST NOT block; failures are values.
   *
   * @param done called exactly once, on any thread, within the delivery timeout and a little
   * @throws java.util.concurrent.RejectedExecutionException if it is closed; {@code done} is then
   *     never called
   */
  void send(DeliveryTask task, ResolvedEndpoint endpoint, Consumer<Exchange> done);
}
