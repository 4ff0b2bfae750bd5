package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class FiltersAndTriggersPostgresIT extends FiltersAndTriggersContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
