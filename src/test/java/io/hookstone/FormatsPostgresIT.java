package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class FormatsPostgresIT extends FormatsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
