package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class ClaimsPostgresIT extends ClaimsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
