package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class OutboxFailurePostgresIT extends OutboxFailureContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
