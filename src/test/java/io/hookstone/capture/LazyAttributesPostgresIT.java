package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class LazyAttributesPostgresIT extends LazyAttributesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
