package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.WebhookEvent;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard Webhooks 1.0.0: Signature scheme, Webhook headers, Payload structure. */
class StandardWebhooksSpecTest {

  private static final SigningSecret A =
      SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final SigningSecret B =
      SigningSecret.parse("whsec_b6Ovv5eS7H5seJrGSStBYDivs8v2/KrFjfMaVZYsi7w=");

  private final StandardWebhooks format = new StandardWebhooks();

  private static WebhookEvent event(
      Operation operation, @Nullable String changes, @Nullable String tenant, @Nullable Long rev) {
    var change =
        new EntityChange(
            new EntityRef("StockMovement", "42"),
            operation,
            "{\"z\":1,\"price\":12.3400,\"name\":\"ünïcödé 💊 \\\"q\\\"\"}",
            changes,
            rev != null);
    var changeSet =
        new ChangeSet(
            UUID.fromString("01930000-0000-7000-8000-000000000001"),
            Instant.parse("2026-11-21T14:30:00.123456Z"),
            tenant,
            rev,
            List.of(change));
    return WebhookEvent.of(
        UUID.fromString("0193abcd-0000-7000-8000-00000000beef"),
        "stockMovement.updated",
        changeSet,
        change,
        change.data());
  }

  @Test
  void signsVectorA_toTheByte() {
    assertThat(
            StandardSignature.signatures(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}".getBytes(UTF_8),
                List.of(A)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsVectorB_toTheByte() {
    assertThat(
            StandardSignature.signatures(
                "7a2486b3-31cf-4bd3-a460-df8845d16cd5",
                "1737987215",
                "{\"greetings\": \"Hello World\"}".getBytes(UTF_8),
                List.of(B)))
        .isEqualTo("v1,iayM3VaiYCEDP/CxWUFWcxUCJk2YmBDQHtHTsaHzrwo=");
  }

  @Test
  void signsWithEverySecret_inTheGivenOrder_separatedByASpace() {
    var body = "{}".getBytes(UTF_8);
    var a = StandardSignature.signatures("id", "1", body, List.of(A));
    var b = StandardSignature.signatures("id", "1", body, List.of(B));

    assertThat(StandardSignature.signatures("id", "1", body, List.of(B, A))).isEqualTo(b + " " + a);
  }

  @Test
  void signsWithKeyPairsToo_andSkipsSecretsThatAreText() {
    var body = "{}".getBytes(UTF_8);
    var pair = SigningSecret.parse("whsk_" + "A".repeat(43) + "=");
    var text = SigningSecret.parse("a-secret-of-our-own");

    assertThat(StandardSignature.signatures("id", "1", body, List.of(A, text, pair)))
        .startsWith(StandardSignature.signatures("id", "1", body, List.of(A)) + " v1a,")
        .matches("v1,[A-Za-z0-9+/]{43}= v1a,[A-Za-z0-9+/]{86}==");
  }

  @Test
  void givesABatchAnIdOfItsOwn_madeOfItsEvents() {
    var one = outgoing(event(Operation.CREATE, null, null, null));
    var single = OutgoingRequest.single(one, format.body(one));
    var batch = OutgoingRequest.batch(List.of(one), format.batchBody(List.of(format.body(one))));
    var pair =
        OutgoingRequest.batch(
            List.of(one, one), format.batchBody(List.of(format.body(one), format.body(one))));

    assertThat(id(batch)).matches("msg_[0-9a-f]{32}").isEqualTo(id(batch));
    assertThat(List.of(id(single), id(batch), id(pair))).doesNotHaveDuplicates();
  }

  private String id(OutgoingRequest request) {
    return format.headers(request, List.of(A), Instant.EPOCH).get(1).value();
  }

  private static OutgoingEvent outgoing(WebhookEvent event) {
    return OutgoingEvent.whole(event, UUID.randomUUID());
  }

  @Test
  void hasABody_withItsKeysInOrder_andTheDataUntouched() {
    var event =
        event(Operation.UPDATE, "{\"status\":{\"from\":\"NEW\",\"to\":\"PAID\"}}", "acme", 7L);

    assertThat(new String(format.body(outgoing(event)), UTF_8))
        .isEqualTo(
            "{\"type\":\"stockMovement.updated\",\"timestamp\":\"2026-11-21T14:30:00.123456Z\","
                + "\"data\":{\"z\":1,\"price\":12.3400,\"name\":\"ünïcödé 💊 \\\"q\\\"\"},"
                + "\"id\":\"msg_0193abcd00007000800000000000beef\",\"tenantId\":\"acme\","
                + "\"entity\":\"StockMovement\",\"operation\":\"update\","
                + "\"transactionId\":\"01930000-0000-7000-8000-000000000001\","
                + "\"schemaVersion\":1,\"revision\":7,"
                + "\"changes\":{\"status\":{\"from\":\"NEW\",\"to\":\"PAID\"}}}");
  }

  @Test
  void leavesOut_whatThereIsNot() {
    var body = new String(format.body(outgoing(event(Operation.CREATE, null, null, null))), UTF_8);

    assertThat(body)
        .endsWith("\"schemaVersion\":1}")
        .contains("\"operation\":\"create\"")
        .doesNotContain("tenantId", "revision", "changes", "null");
  }

  @Test
  void hasTheSameBody_everyTime() {
    var event = event(Operation.DELETE, null, null, null);

    assertThat(format.body(outgoing(event))).isEqualTo(format.body(outgoing(event)));
  }

  @Test
  void sendsItsHeaders_inOrder_withTheSecondsOfTheAttempt_andAnIdWithoutADot() {
    var event = event(Operation.CREATE, null, null, null);
    var headers =
        format.headers(
            OutgoingRequest.single(outgoing(event), format.body(outgoing(event))),
            List.of(A),
            Instant.parse("2026-11-21T14:31:07.999Z"));

    assertThat(headers)
        .extracting(Header::name)
        .containsExactly("content-type", "webhook-id", "webhook-timestamp", "webhook-signature");
    assertThat(headers.get(0).value()).isEqualTo("application/json");
    assertThat(headers.get(1).value()).matches("msg_[0-9a-f]{32}");
    assertThat(headers.get(2).value()).isEqualTo("1795271467");
    assertThat(headers.get(3).value()).matches("v1,[A-Za-z0-9+/]{43}=");
  }

  @Test
  void isAccepted_byTheVerifierOfOthers_withEitherSecret_andNoOther() throws Exception {
    var event = event(Operation.UPDATE, "{}", null, null);
    var body = format.body(outgoing(event));
    var headers =
        format.headers(OutgoingRequest.single(outgoing(event), body), List.of(B, A), Instant.now());
    var asMap =
        headers.stream().collect(Collectors.toMap(Header::name, header -> List.of(header.value())));
    var text = new String(body, UTF_8);

    new Webhook(A.reveal()).verify(text, http(asMap));
    new Webhook(B.reveal()).verify(text, http(asMap));
    var stranger = SigningSecret.generate(new SecureRandom());
    assertThatExceptionOfType(WebhookVerificationException.class)
        .isThrownBy(() -> new Webhook(stranger.reveal()).verify(text, http(asMap)));
    assertThatExceptionOfType(WebhookVerificationException.class)
        .isThrownBy(() -> new Webhook(A.reveal()).verify(text + " ", http(asMap)));
  }

  private static HttpHeaders http(Map<String, List<String>> headers) {
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void countsAny2xx_asSuccess(int status) {
    assertThat(format.success(status)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 199, 300, 301, 302, 307, 400, 404, 410, 429, 500, 503})
  void countsNothingElse_asSuccess(int status) {
    assertThat(format.success(status)).isFalse();
  }

  @Test
  void isFoundByName_amongTheFormats() {
    var formats = WebhookFormats.builtIn();

    assertThat(formats.names())
        .containsExactly("standard", "openboxes", "boxhero", "openfront", "cloudevents");
    assertThat(formats.named("standard")).isInstanceOf(StandardWebhooks.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> formats.named("morse"))
        .withMessage(
            "HKS0601: 'format' is 'morse': expected one of standard, openboxes, boxhero, openfront, cloudevents.");
  }
}
