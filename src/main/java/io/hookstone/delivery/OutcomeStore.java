package io.hookstone.delivery;

import java.util.List;

/** Where outcomes are written. */
interface OutcomeStore {

  /**
   * Writes outcomes and gives unattempted deliveries back, in one transaction. An outcome whose
   * delivery has moved on since it was claimed (this node slept through its lease) is dropped.
   *
   * @throws RuntimeException if nothing was written
   */
  void write(List<Outcome> outcomes, List<DeliveryTask> releases);
}
