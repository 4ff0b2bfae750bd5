package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class DynamicEntitiesPostgresIT extends DynamicEntitiesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
