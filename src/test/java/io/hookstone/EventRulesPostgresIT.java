package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EventRulesPostgresIT extends EventRulesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
