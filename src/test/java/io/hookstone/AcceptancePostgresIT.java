package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class AcceptancePostgresIT extends AcceptanceContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
