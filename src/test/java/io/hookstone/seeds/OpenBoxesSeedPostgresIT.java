package io.hookstone.seeds;

import io.hookstone.testkit.TestDatabase;

final class OpenBoxesSeedPostgresIT extends OpenBoxesSeedContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
