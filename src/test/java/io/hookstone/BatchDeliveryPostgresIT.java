package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class BatchDeliveryPostgresIT extends BatchDeliveryContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
