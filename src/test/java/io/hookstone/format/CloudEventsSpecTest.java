package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.hookstone.change.Operation;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** CloudEvents 1.0.2: Context Attributes; JSON Event Format: Structured, Batched. */
class CloudEventsSpecTest {

  private static final String DATA = "{\"id\":1,\"price\":12.3400}";

  private final CloudEvents format = new CloudEvents("https://shop.example");
  private final Events shipped =
      Events.of("StockMovement", Operation.UPDATE, DATA)
          .type("stockMovement.shipped")
          .changes("{}")
          .tenant("acme");

  @Test
  void hasItsAttributes_andTheDataUntouched() {
    assertThat(shipped.body(format))
        .isEqualTo(
            "{\"specversion\":\"1.0\",\"id\":\"msg_0193abcd00007000800000000000beef\","
                + "\"source\":\"https://shop.example\",\"type\":\"stockMovement.shipped\","
                + "\"subject\":\"42\",\"time\":\"2026-11-21T14:30:00.123456Z\","
                + "\"datacontenttype\":\"application/json\",\"tenantid\":\"acme\","
                + "\"entity\":\"StockMovement\",\"operation\":\"update\","
                + "\"transactionid\":\"01930000-0000-7000-8000-000000000001\","
                + "\"schemaversion\":1,\"data\":"
                + DATA
                + "}");
  }

  @Test
  void isRead_byTheSdkOfOthers() {
    var read =
        new JsonFormat()
            .deserialize(format.body(shipped.enriched(List.of(), List.of("A", "B")).outgoing()));

    assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(read.getId()).isEqualTo("msg_0193abcd00007000800000000000beef");
    assertThat(read.getSource()).isEqualTo(URI.create("https://shop.example"));
    assertThat(read.getType()).isEqualTo("stockMovement.shipped");
    assertThat(read.getSubject()).isEqualTo("42");
    assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-11-21T14:30:00.123456Z"));
    assertThat(read.getDataContentType()).isEqualTo("application/json");
    assertThat(read.getExtension("tenantid")).isEqualTo("acme");
    assertThat(read.getExtension("schemaversion")).isEqualTo(1);
    assertThat(read.getExtension("enrichmentfailed")).isEqualTo("A,B");
    assertThat(new String(Objects.requireNonNull(read.getData()).toBytes(), UTF_8))
        .contains("\"id\":1");
    assertThat(read.getExtensionNames()).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
  }

  @Test
  void hasMediaTypesOfItsOwn() {
    var outgoing = shipped.outgoing();
    var body = format.body(outgoing);
    var batch = OutgoingRequest.batch(List.of(outgoing), format.batchBody(List.of(body)));

    assertThat(Events.map(format.headers(shipped.request(format), List.of(), Instant.EPOCH)))
        .containsEntry("content-type", "application/cloudevents+json");
    assertThat(Events.map(format.headers(batch, List.of(), Instant.EPOCH)))
        .containsEntry("content-type", "application/cloudevents-batch+json");
    assertThat(new String(batch.body(), UTF_8)).isEqualTo("[" + shipped.body(format) + "]");
  }

  @Test
  void saysWhereEventsAreFrom_alsoUnconfigured() {
    assertThat(WebhookFormats.builtIn().named("cloudevents").body(shipped.outgoing()))
        .asString()
        .contains("\"source\":\"urn:hookstone\"");
  }
}
