package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookstone.endpoint.EndpointStatus;
import io.hookstone.endpoint.WebhookEndpoint;
import io.hookstone.settings.InvalidSettingsException;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** Endpoints in the configuration, over restarts. Run once per database. */
abstract class DeclaredEndpointsContract {

  private static final String OTHER_SECRET = Receiver.SECRET.replace("Mf", "Nf");

  abstract TestDatabase database();

  private static TestApplication.Builder shop(TestDatabase database) {
    return TestApplication.on(database)
        .entities(Shop.entities())
        .with("hookstone.batch.window", "10ms");
  }

  private static WebhookEndpoint erp(TestApplication app) {
    return app.hookstone().endpoints().find("erp").orElseThrow();
  }

  @Test
  void followTheConfiguration_atEveryStart() {
    var database = database();
    java.util.UUID id;
    try (var app = shop(database).endpoint("erp", "https://erp.example/1", "order.*").start()) {
      id = erp(app).id();
      assertThat(erp(app).declared()).isTrue();
      assertThat(erp(app).status()).isEqualTo(EndpointStatus.ACTIVE);
    }
    try (var app =
        shop(database)
            .endpoint("erp", "https://erp.example/2", "customer.created, *.deleted")
            .with("hookstone.endpoint.erp.description", "The ERP")
            .start()) {
      assertThat(erp(app).id()).isEqualTo(id);
      assertThat(erp(app).url()).hasToString("https://erp.example/2");
      assertThat(erp(app).subscription().patterns())
          .containsExactly("customer.created", "*.deleted");
      assertThat(erp(app).description()).hasValue("The ERP");
      app.hookstone().endpoints().pause(id, "By an admin");
    }
    try (var app = shop(database).endpoint("erp", "https://erp.example/3", "*").start()) {
      assertThat(erp(app).status())
          .as("what an admin paused stays paused")
          .isEqualTo(EndpointStatus.PAUSED);
      assertThat(erp(app).url()).hasToString("https://erp.example/3");
      app.hookstone().endpoints().resume(id);
    }
    try (var app = shop(database).start()) {
      assertThat(erp(app).status()).isEqualTo(EndpointStatus.DISABLED);
      assertThat(erp(app).statusReason()).hasValue("No longer declared in the configuration");
    }
    try (var app = shop(database).endpoint("erp", "https://erp.example/3", "*").start()) {
      assertThat(erp(app).id()).isEqualTo(id);
      assertThat(erp(app).status()).isEqualTo(EndpointStatus.ACTIVE);
    }
    assertThat(database.count("select count(*) from webhook_secret")).isEqualTo(1);
    try (var app = shop(database).start()) {
      app.hookstone().endpoints().remove(id);
      assertThat(app.hookstone().endpoints().list()).isEmpty();
    }
  }

  @Test
  void areNotTouched_whenNothingChanged() {
    var database = database();
    try (var app = shop(database).endpoint("erp", "https://erp.example/", "*").start()) {
      assertThat(erp(app).declared()).isTrue();
    }
    long before = database.count("select sum(version) from webhook_endpoint");
    try (var app = shop(database).endpoint("erp", "https://erp.example/", "*").start()) {
      assertThat(erp(app).updatedAt()).isEqualTo(erp(app).createdAt());
    }
    assertThat(database.count("select sum(version) from webhook_endpoint")).isEqualTo(before);
  }

  @Test
  void receiveNothing_whileNoLongerDeclared() {
    var database = database();
    try (var receiver = Receiver.start();
        var other = Receiver.start()) {
      try (var app = shop(database).endpoint("erp", receiver).start()) {
        Shop.order(app, "before");
        receiver.await(1);
      }
      try (var app = shop(database).endpoint("other", other).start()) {
        Shop.order(app, "after");
        other.await(1);
      }
      assertThat(receiver.received()).hasSize(1);
      assertThat(database.count("select count(*) from webhook_delivery")).isEqualTo(2);
    }
  }

  @Test
  void overlapTheirSecrets_whenTheConfigurationNamesAnother() throws Exception {
    var database = database();
    try (var receiver = Receiver.start()) {
      try (var app = shop(database).endpoint("erp", receiver).start()) {
        Shop.order(app, "first");
        receiver.await(1).get(0).verify(Receiver.SECRET);
      }
      for (int start = 1; start <= 2; start++) {
        try (var app =
            shop(database)
                .endpoint("erp", receiver)
                .with("hookstone.endpoint.erp.secret", OTHER_SECRET)
                .start()) {
          Shop.order(app, "next");
          var webhook = receiver.await(start + 1).get(start);
          webhook.verify(OTHER_SECRET);
          webhook.verify(Receiver.SECRET);
        }
      }
      assertThat(database.count("select count(*) from webhook_secret"))
          .as("the second start changes nothing")
          .isEqualTo(2);
    }
  }

  @Test
  void getASecret_whenTheConfigurationHasNone_whichIsNeverLogged() {
    try (var receiver = Receiver.start();
        var logs = CapturedLog.start();
        var app =
            shop(database())
                .with("hookstone.endpoint.erp.url", receiver.url())
                .with("hookstone.endpoint.erp.events", "*")
                .start()) {
      Shop.order(app, "signed");
      assertThat(receiver.await(1).get(0).headers().get("webhook-signature")).startsWith("v1,");
      await().until(() -> logs.text().contains("HKS0512"));
      assertThat(logs.text()).doesNotContain("whsec_");
    }
  }

  @Test
  void refuseToStart_withPlainHttp_unlessItIsAllowed() {
    assertThatExceptionOfType(InvalidSettingsException.class)
        .isThrownBy(
            () ->
                shop(database())
                    .endpoint("erp", "http://erp.example/", "*")
                    .without("hookstone.delivery.allow-http")
                    .start())
        .withMessageContaining("hookstone.endpoint.erp.url");
  }
}
