package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class AssociationsPostgresIT extends AssociationsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
