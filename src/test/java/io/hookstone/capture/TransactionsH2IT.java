package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class TransactionsH2IT extends TransactionsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
