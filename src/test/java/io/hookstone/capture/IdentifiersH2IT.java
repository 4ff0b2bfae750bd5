package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class IdentifiersH2IT extends IdentifiersContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
