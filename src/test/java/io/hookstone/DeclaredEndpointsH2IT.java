package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class DeclaredEndpointsH2IT extends DeclaredEndpointsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
