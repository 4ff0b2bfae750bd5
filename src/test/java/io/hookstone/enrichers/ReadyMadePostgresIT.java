package io.hookstone.enrichers;

import io.hookstone.testkit.TestDatabase;

final class ReadyMadePostgresIT extends ReadyMadeContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
