package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class ShapePostgresIT extends ShapeContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
