package io.hookstone.delivery;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is written in memory, and fails when told. Not thread-safe. */
final class FakeOutcomeStore implements OutcomeStore {

  final List<Outcome> outcomes = new ArrayList<>();
  final List<DeliveryTask> released = new ArrayList<>();
  final List<Integer> batches = new ArrayList<>();
  boolean away;

  @Override
  public void write(List<Outcome> batch, List<DeliveryTask> releases) {
    if (away) {
      throw new IllegalStateException("The database is away.");
    }
    batches.add(batch.size());
    outcomes.addAll(batch);
    released.addAll(releases);
  }
}
