package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class EnrichmentPostgresIT extends EnrichmentContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
