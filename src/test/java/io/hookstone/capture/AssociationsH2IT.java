package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class AssociationsH2IT extends AssociationsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
