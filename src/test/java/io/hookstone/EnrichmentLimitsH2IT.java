package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EnrichmentLimitsH2IT extends EnrichmentLimitsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
