package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class FirstWebhookPostgresIT extends FirstWebhookContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
