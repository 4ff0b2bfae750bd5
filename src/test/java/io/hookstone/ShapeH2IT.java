package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class ShapeH2IT extends ShapeContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
