package io.hookstone.oracle;

import io.hookstone.testkit.TestDatabase;

final class TransparencyH2IT extends TransparencyContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }

  @Override
  int sequences() {
    return 50;
  }
}
