package io.hookstone.expression;

import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;

/** The child: an application without CEL that has a rule and tries to register a filter. */
final class WithoutCel {

  private WithoutCel() {}

  public static void main(String[] arguments) {
    ChildJvm.obeyParent(() -> {});
    var database = TestDatabase.h2();
    try (var app =
        TestApplication.on(database)
            .entities(Shop.entities())
            .with("hookstone.event-type.order.opened", "Order: create instead")
            .start()) {
      for (var event :
          new CommittedEvents(database, app).of(session -> session.persist(new Shop.Order()))) {
        ChildJvm.say(event.type());
      }
      app.hookstone()
          .endpoints()
          .register(NewEndpoint.to("https://erp.example/hooks").filter("data.id == 1"));
    } catch (IllegalArgumentException e) {
      ChildJvm.say(String.valueOf(e.getMessage()));
    }
  }
}
