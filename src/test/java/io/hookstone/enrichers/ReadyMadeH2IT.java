package io.hookstone.enrichers;

import io.hookstone.testkit.TestDatabase;

final class ReadyMadeH2IT extends ReadyMadeContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
