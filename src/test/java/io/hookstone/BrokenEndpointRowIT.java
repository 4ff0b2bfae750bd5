package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** A row that somebody has broken by hand takes no other endpoint with it. */
final class BrokenEndpointRowIT {

  @Test
  void goesOnWithTheOtherEndpoints_andNamesTheBrokenOne() {
    var database = TestDatabase.h2();
    try (var log = CapturedLog.start();
        var receiver = Receiver.start();
        var app =
            TestApplication.on(database)
                .entities(Shop.entities())
                .endpoint("broken", receiver.url() + "/broken", "*")
                .endpoint("whole", receiver.url() + "/whole", "*")
                .start()) {
      database.execute(
          "update webhook_endpoint set url = 'no url at all', version = version + 1"
              + " where name = 'broken'");
      Shop.await().until(() -> log.text().contains("HKS0521"));

      Shop.order(app, "an order");

      assertThat(receiver.await(1)).hasSize(1);
    }
  }
}
