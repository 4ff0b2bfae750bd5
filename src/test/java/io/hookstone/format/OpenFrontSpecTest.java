package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Openfront, Webhooks: Webhook Payload Format, Webhook Headers, Verifying Webhook Signatures. */
class OpenFrontSpecTest {

  private static final String SECRET =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private final OpenFront format = new OpenFront();

  private String update(String data, String changes) {
    return Events.of("Order", Operation.UPDATE, data).changes(changes).body(format);
  }

  @Test
  void hasTheDocumentedKeys_inTheirOrder() {
    assertThat(
            update(
                "{\"id\":1,\"status\":\"PAID\",\"total\":1.50}",
                "{\"status\":{\"from\":\"NEW\",\"to\":\"PAID\"}}"))
        .isEqualTo(
            "{\"event\":\"order.update\",\"timestamp\":\"2026-11-21T14:30:00.123Z\","
                + "\"listKey\":\"Order\",\"operation\":\"update\","
                + "\"data\":{\"id\":1,\"status\":\"PAID\",\"total\":1.50},"
                + "\"previousData\":{\"id\":1,\"status\":\"NEW\",\"total\":1.50},"
                + "\"changes\":{\"status\":{\"from\":\"NEW\",\"to\":\"PAID\"}}}");
  }

  @Test
  void hasNeitherPreviousDataNorChanges_butForUpdates() {
    assertThat(Events.of("Order", Operation.CREATE, "{\"id\":1}").body(format))
        .endsWith("\"operation\":\"create\",\"data\":{\"id\":1}}");
    assertThat(Events.of("Order", Operation.DELETE, "{\"id\":1,\"total\":2}").body(format))
        .endsWith("\"operation\":\"delete\",\"data\":{\"id\":1,\"total\":2}}");
    assertThat(Events.of("Order", Operation.UPDATE, "{\"id\":1}").body(format))
        .as("previous values unknown")
        .endsWith("\"operation\":\"update\",\"data\":{\"id\":1}}");
  }

  @Test
  void takesCollectionsBack() {
    assertThat(
            update(
                "{\"id\":1,\"tags\":[\"b\",\"b\",\"c\"]}",
                "{\"tags\":{\"added\":[\"c\",\"b\"],\"removed\":[\"a, \\\"x\\\"\"]}}"))
        .contains("\"previousData\":{\"id\":1,\"tags\":[\"b\",\"a, \\\"x\\\"\"]}")
        .contains(
            "\"changes\":{\"tags\":{\"from\":[\"b\",\"a, \\\"x\\\"\"],\"to\":[\"b\",\"b\",\"c\"]}}");
    assertThat(
            update(
                "{\"id\":1,\"stock\":{\"north\":4,\"south\":1}}",
                "{\"stock\":{\"added\":{\"north\":4},\"removed\":{\"north\":3,\"east\":9}}}"))
        .contains("\"previousData\":{\"id\":1,\"stock\":{\"south\":1,\"north\":3,\"east\":9}}");
    assertThat(
            update(
                "{\"id\":1,\"address\":{\"city\":\"Ulm\",\"phones\":[{\"n\":1}]}}",
                "{\"address.phones\":{\"added\":[{\"n\":1}],\"removed\":[]}}"))
        .contains("\"previousData\":{\"id\":1,\"address\":{\"city\":\"Ulm\",\"phones\":[]}}")
        .contains("\"changes\":{\"address.phones\":{\"from\":[],\"to\":[{\"n\":1}]}}");
  }

  @Test
  void leavesOut_whatIsNotKnown() {
    assertThat(update("{\"id\":1,\"labels\":[\"a\"]}", "{\"labels\":{\"previous\":\"unknown\"}}"))
        .contains(
            "\"previousData\":{\"id\":1},\"changes\":{\"labels\":{\"previous\":\"unknown\"}}");
    assertThat(
            update("{\"id\":1,\"tags\":[\"a\"]}", "{\"tags\":{\"added\":[\"z\"],\"removed\":[]}}"))
        .as("what was added is not there")
        .contains("\"previousData\":{\"id\":1},");
    assertThat(update("{\"id\":1}", "{\"gone\":{\"from\":1,\"to\":2}}"))
        .as("the endpoint does not get this property")
        .contains("\"previousData\":{\"id\":1},");
    assertThat(
            Events.of(
                    "Order",
                    Operation.UPDATE,
                    "{\"id\":1,\"customer\":{\"id\":2,\"name\":\"n\"},\"sum\":9}")
                .changes("{\"customer\":{\"from\":{\"id\":1},\"to\":{\"id\":2}}}")
                .enriched(List.of("customer", "sum"), List.of())
                .body(format))
        .contains("\"previousData\":{\"id\":1,\"customer\":{\"id\":1}},");
  }

  @ParameterizedTest
  @CsvSource({
    "ProductVariant, CREATE, productVariant.created, productvariant.created, productvariant.create",
    "Order, DELETE, order.deleted, order.deleted, order.delete",
    "Line_Item, UPDATE, line_Item.updated, lineitem.updated, lineitem.update",
    "StockMovement, UPDATE, stockMovement.shipped, stockmovement.shipped, stockmovement.shipped",
  })
  void namesTopics(String entity, Operation operation, String type, String topic, String event) {
    assertThat(format.topic(type, entity, operation)).isEqualTo(topic);
    assertThat(Events.of(entity, operation, "{}").type(type).body(format))
        .startsWith("{\"event\":\"" + event + "\"");
  }

  @Test
  void sendsItsHeaders_spelledAsDocumented() {
    var request = Events.of("ProductVariant", Operation.CREATE, "{\"id\":1}").request(format);

    assertThat(format.headers(request, List.of(SigningSecret.parse(SECRET)), Instant.EPOCH))
        .containsExactly(
            new Header("Content-Type", "application/json"),
            new Header(
                "X-OpenFront-Webhook-Signature",
                "sha256="
                    + HexFormat.of()
                        .formatHex(Sha256.hmac(SECRET.getBytes(UTF_8), request.body()))),
            new Header("X-OpenFront-Topic", "productvariant.created"),
            new Header("X-OpenFront-ListKey", "ProductVariant"),
            new Header("X-OpenFront-Operation", "create"),
            new Header("X-OpenFront-Delivery-ID", Events.DELIVERY.toString()));
  }

  @Test
  void generates64LowerCaseHexDigits_andSendsNoBatches() {
    assertThat(format.generateSecret(new SecureRandom()).reveal()).matches("[0-9a-f]{64}");
    assertThat(format.batches()).isFalse();
    assertThat(format.success(202)).isTrue();
  }
}
