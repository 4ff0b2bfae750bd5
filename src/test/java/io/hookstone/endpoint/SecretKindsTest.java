package io.hookstone.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key pairs (RFC 8032) and secrets that are text. */
class SecretKindsTest {

  /** RFC 8032, section 7.1, TEST 2. */
  private static final String PRIVATE =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

  private static final String PUBLIC =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

  private static final String SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  @Test
  void derivesThePublicKey_andSigns_asTheStandardSays() {
    var pair = (Ed25519Secret) SigningSecret.parse("whsk_" + base64(PRIVATE));

    assertThat(pair.publicKey()).isEqualTo("whpk_" + base64(PUBLIC));
    assertThat(pair.publicKeyInfo())
        .isEqualTo("whpk_" + base64("302a300506032b6570032100" + PUBLIC));
    assertThat(HexFormat.of().formatHex(pair.sign(new byte[] {0x72}))).isEqualTo(SIGNATURE);
  }

  @Test
  void readsThePrivateKey_withItsPublicKeyBehind_butNotWithAnother() {
    var pair = (Ed25519Secret) SigningSecret.parse("whsk_" + base64(PRIVATE + PUBLIC));

    assertThat(pair.publicKey()).isEqualTo("whpk_" + base64(PUBLIC));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse("whsk_" + base64(PRIVATE + PRIVATE)))
        .withMessageStartingWith("HKS0527: 'secret' is '***'");
  }

  @Test
  void generatesPairs_thatReadBack_andHidesThem() {
    var random = new SecureRandom();
    var pair = Ed25519Secret.generate(random);

    assertThat(SigningSecret.parse(pair.reveal())).isEqualTo(pair).hasSameHashCodeAs(pair);
    assertThat(Ed25519Secret.generate(random)).isNotEqualTo(pair);
    assertThat(pair.toString())
        .contains(pair.publicKey())
        .doesNotContain(pair.reveal().substring(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsk_", "whsk_b3BlbiBzZXNhbWU=", "whsk_open-sesame"})
  void refusesWhatIsNoPrivateKey(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse(text))
        .withMessageStartingWith("HKS0527: 'secret' is '***'")
        .withMessageNotContaining("sesame")
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "open-sesame",
        "open sesame, open sesame",
        "öffne-dich-sesame",
        "\topen-sesame-open"
      })
  void refusesText_thatIsShortOrDependsOnEncoding(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse(text))
        .withMessageStartingWith("HKS0526: 'secret' is '***'")
        .withMessageNotContaining("sesame");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse("x".repeat(201)))
        .withMessageStartingWith("HKS0526");
  }

  @Test
  void readsText_asItIs_andHidesIt() {
    var secret = SigningSecret.parse("open-sesame-open-sesame");

    assertThat(secret).isInstanceOf(TextSecret.class).hasToString("***");
    assertThat(secret.reveal().getBytes(UTF_8)).hasSize(23);
    assertThat(secret).isEqualTo(SigningSecret.parse("open-sesame-open-sesame"));
    assertThat(TextSecret.generate(new SecureRandom()).reveal()).matches("[0-9a-f]{64}");
  }
}
