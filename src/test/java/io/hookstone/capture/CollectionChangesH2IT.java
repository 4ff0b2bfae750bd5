package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class CollectionChangesH2IT extends CollectionChangesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
