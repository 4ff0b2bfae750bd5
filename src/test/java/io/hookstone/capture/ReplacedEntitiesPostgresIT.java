package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class ReplacedEntitiesPostgresIT extends ReplacedEntitiesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
