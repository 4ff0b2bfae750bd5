package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class IdentifiersPostgresIT extends IdentifiersContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
