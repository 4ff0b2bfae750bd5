package io.hookstone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookstone.endpoint.Ed25519Secret;
import io.hookstone.verify.InvalidWebhookException.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Standard Webhooks 1.0.0, Verifying signatures; the vectors are those of other implementations.
 */
class WebhookVerifierTest {

  private static final String SECRET_A = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID_A = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String SIGNATURE_A = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final byte[] BODY_A = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final long TIME_A = 1_614_265_330;

  private static final String SECRET_B = "whsec_b6Ovv5eS7H5seJrGSStBYDivs8v2/KrFjfMaVZYsi7w=";
  private static final String PUBLIC_KEY_C = "whpk_kp3dScDPIzT1CwUFUMdzyPbWOAQaCF9z4ucuKuZD7Io=";
  private static final String ID_B = "7a2486b3-31cf-4bd3-a460-df8845d16cd5";
  private static final String SIGNATURE_B = "v1,iayM3VaiYCEDP/CxWUFWcxUCJk2YmBDQHtHTsaHzrwo=";
  private static final String SIGNATURE_C =
      "v1a,XVbiOe+IzCKsXBuhb52iHLroqxFJofJNMQRL80I2kWO0+kXu2gcqgXAzontxDDgpMDw6SMh4sjzr+67EmUUzDg==";
  private static final byte[] BODY_B = "{\"greetings\": \"Hello World\"}".getBytes(UTF_8);
  private static final long TIME_B = 1_737_987_215;

  private static WebhookVerifier at(long seconds, String... secrets) {
    return WebhookVerifier.of(secrets)
        .clock(Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
  }

  private static void refused(Reason reason, ThrowingCallable verification) {
    assertThatExceptionOfType(InvalidWebhookException.class)
        .isThrownBy(verification)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("v1", "whsec", "test"));
  }

  @Test
  void acceptsTheVectors_ofOthers() throws Exception {
    at(TIME_A, SECRET_A).verify(ID_A, "" + TIME_A, SIGNATURE_A, BODY_A);
    at(TIME_B, SECRET_B).verify(ID_B, "" + TIME_B, SIGNATURE_B, BODY_B);
    at(TIME_B, PUBLIC_KEY_C).verify(ID_B, "" + TIME_B, SIGNATURE_C, BODY_B);
    at(TIME_B, PUBLIC_KEY_C).verify(ID_B, "" + TIME_B, SIGNATURE_B + " " + SIGNATURE_C, BODY_B);
    at(TIME_B, SECRET_B).verify(ID_B, "" + TIME_B, SIGNATURE_C + " " + SIGNATURE_B, BODY_B);
  }

  @Test
  void refuses_whateverWasChanged() {
    for (var secret : List.of(SECRET_B, PUBLIC_KEY_C)) {
      var both = SIGNATURE_B + " " + SIGNATURE_C;
      var verifier = at(TIME_B, secret);
      var tampered = "{\"greetings\": \"Hello World!\"}".getBytes(UTF_8);
      refused(
          Reason.NO_MATCHING_SIGNATURE, () -> verifier.verify(ID_B, "" + TIME_B, both, tampered));
      refused(Reason.NO_MATCHING_SIGNATURE, () -> verifier.verify(ID_A, "" + TIME_B, both, BODY_B));
      refused(
          Reason.NO_MATCHING_SIGNATURE,
          () -> verifier.verify(ID_B, "" + (TIME_B + 1), both, BODY_B));
      refused(
          Reason.NO_MATCHING_SIGNATURE,
          () ->
              verifier.verify(
                  ID_B, "" + TIME_B, both.replace("iayM", "iayN").replace("XVbi", "XVbj"), BODY_B));
    }
    refused(
        Reason.NO_MATCHING_SIGNATURE,
        () -> at(TIME_B, SECRET_A).verify(ID_B, "" + TIME_B, SIGNATURE_B, BODY_B));
  }

  @Test
  void takesAnyOfSeveralSecrets_andOfSeveralSignatures() throws Exception {
    at(TIME_A, SECRET_B, PUBLIC_KEY_C, SECRET_A)
        .verify(ID_A, "" + TIME_A, "v2,x v1,!! v1a,AAAA " + SIGNATURE_A, BODY_A);
    refused(
        Reason.NO_MATCHING_SIGNATURE,
        () -> at(TIME_A, SECRET_A).verify(ID_A, "" + TIME_A, "v1,!! v1, v1 ", BODY_A));
  }

  @Test
  void refusesTimestamps_beyondTheTolerance_inBothDirections() throws Exception {
    at(TIME_A + 300, SECRET_A).verify(ID_A, "" + TIME_A, SIGNATURE_A, BODY_A);
    at(TIME_A - 300, SECRET_A).verify(ID_A, "" + TIME_A, SIGNATURE_A, BODY_A);
    refused(
        Reason.TOO_OLD,
        () -> at(TIME_A + 301, SECRET_A).verify(ID_A, "" + TIME_A, SIGNATURE_A, BODY_A));
    refused(
        Reason.TOO_NEW,
        () -> at(TIME_A - 301, SECRET_A).verify(ID_A, "" + TIME_A, SIGNATURE_A, BODY_A));
    at(TIME_A + 3_600, SECRET_A)
        .tolerance(Duration.ofHours(1))
        .verify(ID_A, "" + TIME_A, SIGNATURE_A, BODY_A);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookVerifier.of(SECRET_A).tolerance(Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1614265330", "1614265330.5", "99999999999999999999", "١٦"})
  void refusesATimestamp_thatIsNoNumber(String timestamp) {
    refused(
        Reason.MALFORMED_TIMESTAMP,
        () -> at(TIME_A, SECRET_A).verify(ID_A, timestamp, SIGNATURE_A, BODY_A));
  }

  @Test
  void findsHeaders_inAnyCase_andWantsEachOnce() throws Exception {
    var headers =
        Map.of(
            "Webhook-Id", List.of(ID_A),
            "WEBHOOK-TIMESTAMP", List.of("" + TIME_A),
            "webhook-signature", List.of(SIGNATURE_A));
    at(TIME_A, SECRET_A).verify(headers, BODY_A);

    for (String name : headers.keySet()) {
      var without = new java.util.HashMap<>(headers);
      without.remove(name);
      refused(Reason.MISSING_HEADER, () -> at(TIME_A, SECRET_A).verify(without, BODY_A));
      without.put(name, List.of("a", "b"));
      refused(Reason.MISSING_HEADER, () -> at(TIME_A, SECRET_A).verify(without, BODY_A));
      without.put(name, null);
      refused(Reason.MISSING_HEADER, () -> at(TIME_A, SECRET_A).verify(without, BODY_A));
    }
  }

  @Test
  void refuses_whereTheReceiverFoundNoHeader() {
    var verifier = at(TIME_A, SECRET_A);
    refused(Reason.MISSING_HEADER, () -> verifier.verify(null, "" + TIME_A, SIGNATURE_A, BODY_A));
    refused(Reason.MISSING_HEADER, () -> verifier.verify(ID_A, null, SIGNATURE_A, BODY_A));
    refused(Reason.MISSING_HEADER, () -> verifier.verify(ID_A, "" + TIME_A, null, BODY_A));
    refused(Reason.MISSING_HEADER, () -> WebhookVerifier.verifyText("a secret", null, BODY_A));
  }

  @Test
  void readsPublicKeys_inBothForms() throws Exception {
    var pair = Ed25519Secret.generate(new SecureRandom());
    var signature =
        Base64.getEncoder()
            .encodeToString(pair.sign((ID_A + "." + TIME_A + ".").getBytes(UTF_8), BODY_A));
    for (String key : List.of(pair.publicKey(), pair.publicKeyInfo())) {
      at(TIME_A, key).verify(ID_A, "" + TIME_A, "v1a," + signature, BODY_A);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_!open-sesame!", "whpk_b3BlbiBzZXNhbWU=", "open-sesame"})
  void refusesWhatIsNoSecret_withoutRepeatingIt(String secret) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookVerifier.of(secret))
        .withMessageNotContaining("sesame");
    assertThatIllegalArgumentException().isThrownBy(WebhookVerifier::of);
  }

  @Test
  void verifiesText_byItsCharacters() throws Exception {
    var signature =
        "sha256="
            + java.util.HexFormat.of().formatHex(Key.hmac("a secret".getBytes(UTF_8), BODY_A));
    WebhookVerifier.verifyText("a secret", signature, BODY_A);
    refused(
        Reason.NO_MATCHING_SIGNATURE,
        () -> WebhookVerifier.verifyText("another", signature, BODY_A));
    refused(
        Reason.NO_MATCHING_SIGNATURE,
        () -> WebhookVerifier.verifyText("a secret", signature, BODY_B));
    refused(
        Reason.NO_MATCHING_SIGNATURE,
        () -> WebhookVerifier.verifyText("a secret", signature.substring(7), BODY_A));
  }
}
