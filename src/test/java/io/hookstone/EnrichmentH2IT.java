package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EnrichmentH2IT extends EnrichmentContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
