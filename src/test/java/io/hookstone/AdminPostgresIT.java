package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class AdminPostgresIT extends AdminContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
