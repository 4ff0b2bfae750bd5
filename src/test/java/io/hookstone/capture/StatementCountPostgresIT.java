package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class StatementCountPostgresIT extends StatementCountContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
