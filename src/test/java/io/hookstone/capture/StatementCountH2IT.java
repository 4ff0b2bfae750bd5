package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class StatementCountH2IT extends StatementCountContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
