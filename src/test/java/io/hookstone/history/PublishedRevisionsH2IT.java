package io.hookstone.history;

import io.hookstone.testkit.TestDatabase;

final class PublishedRevisionsH2IT extends PublishedRevisionsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
