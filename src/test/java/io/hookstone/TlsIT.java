package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A receiver whose certificate nobody has signed gets no request. */
final class TlsIT {

  /** Marked for removal, but without a successor in this version. */
  @SuppressWarnings("removal")
  private static KeyCertOptions selfSigned() {
    return io.vertx.core.net.SelfSignedCertificate.create("localhost").keyCertOptions();
  }

  @Test
  void refusesACertificateThatNobodyHasSigned_andSaysSo() {
    var vertx = Vertx.vertx();
    var requests = new AtomicInteger();
    try {
      var server =
          vertx
              .createHttpServer(
                  new HttpServerOptions().setSsl(true).setKeyCertOptions(selfSigned()))
              .requestHandler(
                  request -> {
                    requests.incrementAndGet();
                    request.response().end();
                  })
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      try (var app =
          TestApplication.on(TestDatabase.h2())
              .entities(Shop.entities())
              .endpoint("erp", "https://localhost:" + server.actualPort() + "/hooks", "*")
              .with("hookstone.delivery.allowed-networks", "127.0.0.0/8, ::1/128")
              .start()) {
        Shop.order(app, "an order");

        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(app.hookstone().deliveries().list(DeliveryQuery.where()).items())
                        .singleElement()
                        .satisfies(
                            delivery -> {
                              assertThat(delivery.status()).isEqualTo(DeliveryStatus.RETRYING);
                              assertThat(delivery.error().orElse(""))
                                  .startsWith("The TLS handshake failed");
                            }));
        assertThat(requests).hasValue(0);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
