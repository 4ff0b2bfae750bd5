package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class AcceptanceH2IT extends AcceptanceContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
