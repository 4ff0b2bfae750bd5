package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class ClaimsH2IT extends ClaimsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
