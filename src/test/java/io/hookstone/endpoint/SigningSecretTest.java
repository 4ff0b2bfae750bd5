package io.hookstone.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {

  private static String secret(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  @Test
  void generates_32RandomBytes_thatReadBack() {
    var random = new SecureRandom();
    var secret = SigningSecret.generate(random);

    assertThat(secret.key()).hasSize(32);
    assertThat(secret.reveal()).startsWith("whsec_");
    assertThat(SigningSecret.parse(secret.reveal())).isEqualTo(secret).hasSameHashCodeAs(secret);
    assertThat(SigningSecret.generate(random)).isNotEqualTo(secret);
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 64})
  void accepts_24To64Bytes(int bytes) {
    assertThat(SymmetricSecret.parse(secret(bytes)).key()).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whsec_",
        "whsec_no base64 at all, but long enough!",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_",
      })
  void refuses_whatIsNoSecret_withoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse(text))
        .withMessage(
            "HKS0501: 'secret' is '***': expected whsec_ followed by the standard base64 of 24 to"
                + " 64 bytes. Leave it out to have one generated.")
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void refuses_tooFewAndTooManyBytes(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse(secret(bytes)))
        .withMessageStartingWith("HKS0501");
  }

  @Test
  void hidesItself_andHandsOutCopies() {
    var secret = SigningSecret.generate(new SecureRandom());

    assertThat(secret).hasToString("whsec_***");
    secret.key()[0]++;
    assertThat(SigningSecret.parse(secret.reveal())).isEqualTo(secret);
  }
}
