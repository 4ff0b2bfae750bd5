package io.hookstone.oracle;

import io.hookstone.testkit.TestDatabase;

final class EnversOracleH2IT extends EnversOracleContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }

  @Override
  int sequences() {
    return 300;
  }
}
