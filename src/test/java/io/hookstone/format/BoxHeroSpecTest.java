package io.hookstone.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BoxHero, Webhook: Webhook Payload Structure, Event Topics, Delivery &amp; Retry Behavior. */
class BoxHeroSpecTest {

  private final BoxHero format = new BoxHero();

  @Test
  void hasTheDocumentedKeys_inTheirOrder() {
    assertThat(Events.of("txs", Operation.CREATE, "{\"id\":7,\"cost\":1.50}").body(format))
        .isEqualTo(
            "{\"id\":\"0193abcd00007000800000000000beef\",\"topic\":\"txs/new\",\"version\":1,"
                + "\"payload\":{\"id\":7,\"cost\":1.50},"
                + "\"created_time\":\"2026-11-21T14:30:00.123Z\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "txs, CREATE, txs.created, txs/new",
    "txs, UPDATE, txs.updated, txs/edit",
    "txs, DELETE, txs.deleted, txs/delete",
    "Item, UPDATE, item.updated, item/edit",
    "StockMovement, UPDATE, stockMovement.shipped, stockMovement/shipped",
    "Item, UPDATE, item.created, item/created",
  })
  void namesTopics(String entity, Operation operation, String type, String topic) {
    assertThat(format.topic(type, entity, operation)).isEqualTo(topic);
    assertThat(Events.of(entity, operation, "{\"id\":1}").type(type).body(format))
        .contains("\"topic\":\"" + topic + "\"");
  }

  @Test
  void sendsIdsOnly_ofADelete_andItsRevision() {
    var data = "{\"id\":27036740,\"type\":\"in\",\"memo\":\"x\"}";

    assertThat(Events.of("item", Operation.DELETE, data).body(format))
        .contains("\"payload\":{\"id\":27036740},");
    assertThat(
            Events.of("txs", Operation.DELETE, data.replace("}", ",\"revision\":2}")).body(format))
        .contains("\"payload\":{\"id\":27036740,\"revision\":2},");
    assertThat(Events.of("txs", Operation.UPDATE, data).body(format)).contains(data);
  }

  @Test
  void sendsTheRevision_ofEditsAndDeletesAlone() {
    var data = "{\"id\":7,\"revision\":1,\"of\":{\"revision\":3}}";

    assertThat(Events.of("txs", Operation.CREATE, data).body(format))
        .contains("\"payload\":{\"id\":7,\"of\":{\"revision\":3}},");
    assertThat(Events.of("txs", Operation.UPDATE, data).body(format)).contains(data);
    assertThat(Events.of("txs", Operation.CREATE, data).type("txs.counted").body(format))
        .contains(data);
  }

  @Test
  void sendsAllParts_ofACompositeId() {
    assertThat(
            Events.of("stock", Operation.DELETE, "{\"item\":1,\"place\":2,\"n\":3}")
                .id("{\"item\":1,\"place\":2}")
                .body(format))
        .contains("\"payload\":{\"item\":1,\"place\":2},");
    assertThat(
            Events.of("stock", Operation.DELETE, "{\"key\":{\"item\":1,\"place\":2},\"n\":3}")
                .id("{\"item\":1,\"place\":2}")
                .body(format))
        .contains("\"payload\":{\"key\":{\"item\":1,\"place\":2}},");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 302, 400, 500})
  void succeeds_with200Alone(int status) {
    assertThat(format.success(200)).isTrue();
    assertThat(format.success(status)).isFalse();
  }

  @Test
  void retriesThreeTimes_sendsNoBatches_andSignsByTheStandard() {
    var event = Events.of("txs", Operation.CREATE, "{}");
    var secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(format.retrySchedule().orElseThrow()).hasSize(3);
    assertThat(format.batches()).isFalse();
    assertThat(Events.map(format.headers(event.request(format), List.of(secret), Instant.EPOCH)))
        .containsKeys("webhook-id", "webhook-timestamp", "webhook-signature")
        .containsEntry("content-type", "application/json");
  }
}
