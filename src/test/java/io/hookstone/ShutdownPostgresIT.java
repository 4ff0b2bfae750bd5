package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class ShutdownPostgresIT extends ShutdownContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
