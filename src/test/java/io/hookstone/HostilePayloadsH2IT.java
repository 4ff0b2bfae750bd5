package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class HostilePayloadsH2IT extends HostilePayloadsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
