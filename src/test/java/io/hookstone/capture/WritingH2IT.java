package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class WritingH2IT extends WritingContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
