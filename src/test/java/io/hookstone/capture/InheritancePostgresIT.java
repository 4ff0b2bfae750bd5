package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class InheritancePostgresIT extends InheritanceContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
