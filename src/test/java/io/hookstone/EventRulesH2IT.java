package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EventRulesH2IT extends EventRulesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
