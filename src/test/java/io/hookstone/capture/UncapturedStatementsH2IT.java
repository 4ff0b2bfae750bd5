package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class UncapturedStatementsH2IT extends UncapturedStatementsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
