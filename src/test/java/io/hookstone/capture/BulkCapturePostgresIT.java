package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class BulkCapturePostgresIT extends BulkCaptureContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Override
  String series(long to) {
    return "select * from generate_series(1, " + to + ")";
  }
}
