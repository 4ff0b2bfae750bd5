package io.hookstone.delivery;

import io.hookstone.endpoint.ResolvedEndpoint;
import java.util.function.Consumer;

/** Makes HTTP exchanges. */
interface Sender {

  /**
   * Makes one attempt. MUST NOT throw or block; failures are values.
   *
   * @param done called exactly once, on any thread, within the delivery timeout and a little
   */
  void send(DeliveryTask task, ResolvedEndpoint endpoint, Consumer<Exchange> done);
}
