package io.hookstone.seeds;

import io.hookstone.testkit.TestDatabase;

final class OpenFrontSeedPostgresIT extends OpenFrontSeedContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
