package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class WritingPostgresIT extends WritingContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
