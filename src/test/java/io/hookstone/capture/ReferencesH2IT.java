package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class ReferencesH2IT extends ReferencesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
