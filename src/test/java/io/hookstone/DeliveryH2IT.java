package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class DeliveryH2IT extends DeliveryContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
