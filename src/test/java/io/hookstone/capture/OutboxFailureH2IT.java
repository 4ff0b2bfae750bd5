package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class OutboxFailureH2IT extends OutboxFailureContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
