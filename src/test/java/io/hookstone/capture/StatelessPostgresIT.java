package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class StatelessPostgresIT extends StatelessContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
