package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class BinaryValuesH2IT extends BinaryValuesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
