package io.hookstone.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what is written in memory, and fails when told. Not thread-safe. */
final class FakeOutcomeStore implements OutcomeStore {

  final List<Outcome> outcomes = new ArrayList<>();
  final List<DeliveryTask> released = new ArrayList<>();
  final List<Integer> batches = new ArrayList<>();
  boolean away;
  Predicate<Outcome> refused = outcome -> false;

  @Override
  public void write(List<Outcome> batch, List<DeliveryTask> releases) {
    if (away) {
      throw new IllegalStateException("The database is away.");
    }
    if (batch.stream().anyMatch(refused)) {
      throw new IllegalStateException("The database does not take one of these.");
    }
    batches.add(batch.size());
    outcomes.addAll(batch);
    released.addAll(releases);
  }
}
