package io.hookstone.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What verifies one kind of signature. Immutable and thread-safe. */
sealed interface Key {

  String SECRET = "whsec_";
  String PUBLIC_KEY = "whpk_";

  /** Returns how the signatures that it knows begin. */
  String version();

  /** Whether a signature is right; a shared secret is compared in constant time. */
  boolean fits(byte[] signature, byte[] head, byte[] body);

  /**
   * Reads a secret or a public key.
   *
   * @throws IllegalArgumentException if it is neither; the message does not repeat it
   */
  static Key parse(String text) {
    var prefix = text.startsWith(SECRET) ? SECRET : PUBLIC_KEY;
    var bytes = text.startsWith(prefix) ? decoded(text.substring(prefix.length())) : null;
    if (bytes != null && prefix.equals(SECRET) && bytes.length > 0) {
      return new Shared(bytes);
    }
    var info = bytes == null ? null : Asymmetric.info(bytes);
    if (info == null) {
      throw new IllegalArgumentException(
          "The secret is neither whsec_ followed by base64, nor whpk_ followed by the base64 of an Ed25519 public key"
              + " (32 bytes, or 44 as X.509).");
    }
    return Asymmetric.of(info);
  }

  /** Returns the bytes of standard base64, or null. */
  static byte @Nullable [] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available.", e);
    }
  }

  /** A shared secret, {@code v1}. */
  final class Shared implements Key {

    private final byte[] key;

    private Shared(byte[] key) {
      this.key = key;
    }

    @Override
    public String version() {
      return "v1,";
    }

    @Override
    public boolean fits(byte[] signature, byte[] head, byte[] body) {
      return MessageDigest.isEqual(signature, hmac(key, head, body));
    }
  }

  /** A public key, {@code v1a}. */
  final class Asymmetric implements Key {

    private static final int RAW_BYTES = 32;

    /** X.509 SubjectPublicKeyInfo up to the key itself (RFC 8410, section 4). */
    private static final byte[] INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    private Asymmetric(PublicKey key) {
      this.key = key;
    }

    /** Returns a key as X.509 SubjectPublicKeyInfo, or null if it is none. */
    static byte @Nullable [] info(byte[] bytes) {
      if (bytes.length == RAW_BYTES) {
        var info = Arrays.copyOf(INFO, INFO.length + RAW_BYTES);
        System.arraycopy(bytes, 0, info, INFO.length, RAW_BYTES);
        return info;
      }
      boolean whole =
          bytes.length == INFO.length + RAW_BYTES
              && Arrays.equals(Arrays.copyOf(bytes, INFO.length), INFO);
      return whole ? bytes : null;
    }

    static Asymmetric of(byte[] info) {
      try {
        return new Asymmetric(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("The public key is no point of the curve Ed25519.", e);
      }
    }

    @Override
    public String version() {
      return "v1a,";
    }

    @Override
    public boolean fits(byte[] signature, byte[] head, byte[] body) {
      try {
        var verification = Signature.getInstance("Ed25519");
        verification.initVerify(key);
        verification.update(head);
        verification.update(body);
        return verification.verify(signature);
      } catch (GeneralSecurityException e) {
        // The signature has not the shape of one.
        return false;
      }
    }
  }
}
