package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class HostilePayloadsPostgresIT extends HostilePayloadsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
