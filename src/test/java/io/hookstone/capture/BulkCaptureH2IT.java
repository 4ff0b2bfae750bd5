package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class BulkCaptureH2IT extends BulkCaptureContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }

  @Override
  String series(long to) {
    return "select x from system_range(1, " + to + ")";
  }
}
