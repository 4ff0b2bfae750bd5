package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class OwnTypesH2IT extends OwnTypesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
