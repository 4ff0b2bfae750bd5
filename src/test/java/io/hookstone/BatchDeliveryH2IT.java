package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class BatchDeliveryH2IT extends BatchDeliveryContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
