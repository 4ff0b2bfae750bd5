package io.hookstone.seeds;

import io.hookstone.testkit.TestDatabase;

final class BoxHeroSeedH2IT extends BoxHeroSeedContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
