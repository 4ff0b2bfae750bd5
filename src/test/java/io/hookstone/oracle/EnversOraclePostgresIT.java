package io.hookstone.oracle;

import io.hookstone.testkit.TestDatabase;

final class EnversOraclePostgresIT extends EnversOracleContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Override
  int sequences() {
    return 60;
  }
}
