package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class ColumnsPostgresIT extends ColumnsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
