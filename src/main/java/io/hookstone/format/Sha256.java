package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hookstone.endpoint.SigningSecret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA256, which every Java platform is required to have. */
final class Sha256 {

  private static final String HMAC = "HmacSHA256";

  private Sha256() {}

  static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is not available.", e);
    }
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available.", e);
    }
  }

  /**
   * Returns {@code sha256=} and the HMAC of a body in lower-case hexadecimal digits. The key is the
   * text of the newest secret that fits: there is room for one signature. Empty without a secret.
   */
  static String textSignature(
      byte[] body, List<SigningSecret> secrets, Predicate<SigningSecret> accepts) {
    return secrets.stream()
        .filter(accepts)
        .findFirst()
        .map(secret -> hmac(secret.reveal().getBytes(UTF_8), body))
        .map(signature -> "sha256=" + HexFormat.of().formatHex(signature))
        .orElse("");
  }
}
