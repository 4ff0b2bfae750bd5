package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class FiltersAndTriggersH2IT extends FiltersAndTriggersContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
