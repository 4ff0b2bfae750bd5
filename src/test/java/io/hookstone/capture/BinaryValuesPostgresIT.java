package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class BinaryValuesPostgresIT extends BinaryValuesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
