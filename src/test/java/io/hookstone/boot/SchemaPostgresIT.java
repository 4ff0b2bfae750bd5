package io.hookstone.boot;

import io.hookstone.testkit.TestDatabase;

final class SchemaPostgresIT extends SchemaContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Override
  String script() {
    return "/io/hookstone/schema/postgresql.sql";
  }

  @Override
  String catalog(TestDatabase database) {
    return database.url().replaceAll(".*/|[?].*", "");
  }
}
