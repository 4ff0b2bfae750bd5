package io.hookstone.seeds;

import io.hookstone.testkit.TestDatabase;

final class OpenFrontSeedH2IT extends OpenFrontSeedContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
