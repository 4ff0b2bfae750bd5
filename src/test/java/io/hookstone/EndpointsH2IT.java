package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EndpointsH2IT extends EndpointsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
