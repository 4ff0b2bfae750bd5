package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class PublishedChangesH2IT extends PublishedChangesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
