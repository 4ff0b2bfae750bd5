package io.hookstone;

import io.hookstone.testkit.TestDatabase;

final class FormatsH2IT extends FormatsContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
