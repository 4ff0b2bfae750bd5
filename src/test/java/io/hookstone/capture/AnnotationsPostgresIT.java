package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class AnnotationsPostgresIT extends AnnotationsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
