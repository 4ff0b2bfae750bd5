package io.hookstone.seeds;

import io.hookstone.testkit.TestDatabase;

final class BoxHeroSeedPostgresIT extends BoxHeroSeedContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
