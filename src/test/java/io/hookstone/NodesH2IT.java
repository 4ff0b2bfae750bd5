package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class NodesH2IT extends NodesContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
