package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class JakartaDataH2IT extends JakartaDataContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
