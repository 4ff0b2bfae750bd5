package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class DeliveryPostgresIT extends DeliveryContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
