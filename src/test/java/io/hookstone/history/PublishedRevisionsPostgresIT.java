package io.hookstone.history;

import io.hookstone.testkit.TestDatabase;

final class PublishedRevisionsPostgresIT extends PublishedRevisionsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
