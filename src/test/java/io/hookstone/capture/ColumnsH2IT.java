package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class ColumnsH2IT extends ColumnsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
