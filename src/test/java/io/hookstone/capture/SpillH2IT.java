package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class SpillH2IT extends SpillContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
