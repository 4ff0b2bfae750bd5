package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class InheritanceH2IT extends InheritanceContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
