package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class DeclaredEndpointsPostgresIT extends DeclaredEndpointsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
