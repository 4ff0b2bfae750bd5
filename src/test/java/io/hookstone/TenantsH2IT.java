package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class TenantsH2IT extends TenantsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
