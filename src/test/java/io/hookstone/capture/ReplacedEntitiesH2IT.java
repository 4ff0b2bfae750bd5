package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class ReplacedEntitiesH2IT extends ReplacedEntitiesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
