package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenBoxes Lift, Webhooks: Payload Format, Signature Verification, Retry Policy. */
class OpenBoxesSpecTest {

  private static final String DATA =
      "{\"id\":\"sm-001\",\"quantity\":12.3400,\"name\":\"ü \\\"q\\\"\"}";

  private final OpenBoxes format = new OpenBoxes();
  private final Events shipped =
      Events.of("StockMovement", Operation.UPDATE, DATA)
          .type("stockMovement.shipped")
          .changes("{\"status\":{\"from\":\"NEW\",\"to\":\"SHIPPED\"}}")
          .tenant("acme");

  @Test
  void hasTheDocumentedKeys_inTheirOrder_andNoOthers() {
    assertThat(shipped.body(format))
        .isEqualTo(
            "{\"id\":\"evt-0193abcd00007000800000000000beef\",\"type\":\"stockMovement.shipped\","
                + "\"timestamp\":\"2026-11-21T14:30:00.123456Z\",\"tenantId\":\"acme\",\"data\":"
                + DATA
                + "}");
    assertThat(Events.of("Product", Operation.CREATE, "{}").body(format))
        .doesNotContain("tenantId")
        .endsWith("\"data\":{}}");
  }

  @Test
  void saysWhatIsUnusual_besideThem() {
    assertThat(shipped.enriched(List.of("a"), List.of("Lines")).body(format))
        .endsWith(DATA + ",\"enrichmentFailed\":[\"Lines\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  })
  void signsTheBody_withTheCharactersOfTheSecret_whateverItBeginsWith(String secret) {
    var request = shipped.request(format);
    var headers =
        Events.map(format.headers(request, List.of(SigningSecret.parse(secret)), Instant.EPOCH));

    assertThat(headers).containsOnlyKeys("Content-Type", "X-Webhook-Signature");
    assertThat(headers.get("X-Webhook-Signature"))
        .isEqualTo(
            "sha256="
                + java.util.HexFormat.of()
                    .formatHex(Sha256.hmac(secret.getBytes(UTF_8), request.body())))
        .matches("sha256=[0-9a-f]{64}");
  }

  @Test
  void hasRoomForOneSignature_whichIsTheNewest() {
    var random = new SecureRandom();
    var newest = format.generateSecret(random);
    var former = format.generateSecret(random);
    var request = shipped.request(format);

    assertThat(newest.reveal()).matches("[0-9a-f]{64}");
    assertThat(format.headers(request, List.of(newest, former), Instant.EPOCH))
        .isEqualTo(format.headers(request, List.of(newest), Instant.EPOCH))
        .isNotEqualTo(format.headers(request, List.of(former), Instant.EPOCH));
  }

  @Test
  void retriesFiveTimes_asThePageSays() {
    assertThat(format.retrySchedule().orElseThrow())
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));
    assertThat(format.success(204)).isTrue();
    assertThat(format.success(302)).isFalse();
  }

  @Test
  void sendsABatch_asAnArray() {
    var body = format.body(shipped.outgoing());

    assertThat(new String(format.batchBody(List.of(body, body)), UTF_8))
        .isEqualTo("[" + shipped.body(format) + "," + shipped.body(format) + "]");
    assertThat(new String(format.batchBody(List.of(body)), UTF_8))
        .isEqualTo("[" + shipped.body(format) + "]");
  }
}
