package io.hookstone.enrichers.graph;

import io.hookstone.testkit.TestDatabase;

final class EntityGraphH2IT extends EntityGraphContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
