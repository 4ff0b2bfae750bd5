package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class RenderedValuesH2IT extends RenderedValuesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
