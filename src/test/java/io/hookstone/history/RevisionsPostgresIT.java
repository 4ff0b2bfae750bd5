package io.hookstone.history;

import io.hookstone.testkit.TestDatabase;

final class RevisionsPostgresIT extends RevisionsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
