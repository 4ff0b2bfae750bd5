package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class LazyAttributesH2IT extends LazyAttributesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
