package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class MergedChangesH2IT extends MergedChangesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
