package io.hookstone.capture;

import io.hookstone.testkit.TestDatabase;

final class JakartaDataPostgresIT extends JakartaDataContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
