package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class AdminH2IT extends AdminContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
