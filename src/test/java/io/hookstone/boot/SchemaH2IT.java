package io.hookstone.boot;

import io.hookstone.testkit.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;

final class SchemaH2IT extends SchemaContract {

  private static final AtomicInteger COUNT = new AtomicInteger();

  @Override
  TestDatabase database() {
    // With a name that SQL can say.
    return new TestDatabase(
        "jdbc:h2:mem:catalog%d;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;USER=sa"
            .formatted(COUNT.incrementAndGet()));
  }

  @Override
  String script() {
    return "/io/hookstone/schema/h2.sql";
  }

  @Override
  String catalog(TestDatabase database) {
    return database.url().replaceAll(".*:|;.*", "");
  }
}
