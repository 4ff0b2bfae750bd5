package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

/** An enricher that is a CDI bean is the one real bean, with what CDI injects. */
class CdiBeansIT {

  @Test
  void theEnricher_isTheOneBean_withItsCollaborators() {
    try (var receiver = Receiver.start();
        var container =
            new Weld()
                .disableDiscovery()
                .property("org.jboss.weld.construction.relaxed", true)
                .addBeanClasses(EnricherBeans.Prices.class, EnricherBeans.PriceEnricher.class)
                .initialize();
        var app =
            TestApplication.on(TestDatabase.h2())
                .entities(Shop.entities())
                .with("jakarta.persistence.bean.manager", container.getBeanManager())
                .with("hookstone.enrichers", EnricherBeans.PriceEnricher.class.getName())
                .endpoint("erp", receiver)
                .start()) {
      Shop.order(app, "first");
      Shop.order(app, "second");

      assertThat(receiver.await(2))
          .extracting(webhook -> webhook.json().path("data").path("price").asInt())
          .containsExactlyInAnyOrder(41, 42);
      assertThat(container.select(EnricherBeans.Prices.class).get().asked()).isEqualTo(2);
    }
  }
}
