package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class RenderedValuesPostgresIT extends RenderedValuesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
