package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** A receiver that sends back what it got does not bring a credential into the records. */
final class EchoedCredentialIT {

  private static final String CREDENTIAL = "Bearer open-sesame-4711";

  @Test
  void recordsAnEcho_withoutTheEndpointsCredential() {
    try (var receiver = Receiver.start()) {
      receiver.answer(
          (webhook, request) ->
              request
                  .response()
                  .setStatusCode(500)
                  .putHeader("x-echo", webhook.headers().getOrDefault("x-api-key", ""))
                  .end("you sent " + webhook.headers()));
      try (var app =
          TestApplication.on(TestDatabase.h2())
              .entities(Shop.entities())
              .endpoint("erp", receiver)
              .with("hookstone.endpoint.erp.headers.X-Api-Key", CREDENTIAL)
              .start()) {
        Shop.order(app, "an order");

        var deliveries = app.hookstone().deliveries();
        Shop.await()
            .until(
                () ->
                    deliveries.list(DeliveryQuery.where()).items().stream()
                        .anyMatch(delivery -> delivery.attempts() == 1));
        var delivery = deliveries.list(DeliveryQuery.where()).items().get(0);
        assertThat(receiver.received().get(0).headers()).containsEntry("x-api-key", CREDENTIAL);
        assertThat(deliveries.attempts(delivery.id()))
            .singleElement()
            .satisfies(
                attempt -> {
                  assertThat(attempt.responseBody().orElse(""))
                      .contains("you sent", "***")
                      .doesNotContain(CREDENTIAL);
                  assertThat(attempt.responseHeaders().orElse(""))
                      .contains("x-echo: ***")
                      .doesNotContain(CREDENTIAL);
                });
      }
    }
  }
}
