package io.hookstone.enrichers.graph;

import io.hookstone.testkit.TestDatabase;

final class EntityGraphPostgresIT extends EntityGraphContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
