package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class ShutdownH2IT extends ShutdownContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
