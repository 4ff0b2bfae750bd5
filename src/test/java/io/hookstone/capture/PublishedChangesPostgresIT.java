package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class PublishedChangesPostgresIT extends PublishedChangesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
