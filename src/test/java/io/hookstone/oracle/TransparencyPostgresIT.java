package io.hookstone.oracle;

import io.hookstone.testkit.TestDatabase;

final class TransparencyPostgresIT extends TransparencyContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Override
  int sequences() {
    return 30;
  }
}
