package io.hookstone.history;

import io.hookstone.testkit.TestDatabase;

final class RevisionsH2IT extends RevisionsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
