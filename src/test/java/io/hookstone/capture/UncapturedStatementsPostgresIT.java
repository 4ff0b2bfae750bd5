package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class UncapturedStatementsPostgresIT extends UncapturedStatementsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
