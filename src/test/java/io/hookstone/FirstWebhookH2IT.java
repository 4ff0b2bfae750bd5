package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class FirstWebhookH2IT extends FirstWebhookContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
