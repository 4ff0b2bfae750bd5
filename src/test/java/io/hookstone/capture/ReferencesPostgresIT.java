package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class ReferencesPostgresIT extends ReferencesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
