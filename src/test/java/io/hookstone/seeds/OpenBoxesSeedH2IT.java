package io.hookstone.seeds;

import io.hookstone.testkit.TestDatabase;

final class OpenBoxesSeedH2IT extends OpenBoxesSeedContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
