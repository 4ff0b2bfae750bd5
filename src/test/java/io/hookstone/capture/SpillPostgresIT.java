package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class SpillPostgresIT extends SpillContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
