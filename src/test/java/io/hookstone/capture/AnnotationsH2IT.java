package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class AnnotationsH2IT extends AnnotationsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
