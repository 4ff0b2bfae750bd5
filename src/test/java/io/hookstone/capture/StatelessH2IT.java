package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class StatelessH2IT extends StatelessContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
