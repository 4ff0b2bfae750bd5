package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class OwnTypesPostgresIT extends OwnTypesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
