package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class CollectionChangesPostgresIT extends CollectionChangesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
