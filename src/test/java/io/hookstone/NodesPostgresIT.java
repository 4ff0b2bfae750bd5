package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class NodesPostgresIT extends NodesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
