package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class DynamicEntitiesH2IT extends DynamicEntitiesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
