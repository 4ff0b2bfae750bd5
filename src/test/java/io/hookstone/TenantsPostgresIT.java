package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class TenantsPostgresIT extends TenantsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
