package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EndpointsPostgresIT extends EndpointsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
