package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class MergedChangesPostgresIT extends MergedChangesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
