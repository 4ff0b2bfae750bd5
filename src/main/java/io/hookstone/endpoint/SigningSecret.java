package io.hookstone.endpoint;

import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A symmetric signing secret: {@code whsec_} and the standard base64 of 24 to 64 bytes (Standard
 * Webhooks 1.0.0, Signature scheme). Immutable; its text form redacts the key.
 */
public final class SigningSecret {

  /** What the text of every symmetric secret begins with. */
  public static final String PREFIX = "whsec_";

  private static final int GENERATED_BYTES = 32;
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final String text;
  private final byte[] key;

  private SigningSecret(String text, byte[] key) {
    this.text = text;
    this.key = key;
  }

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException if the text is no {@code whsec_} secret; the message does not
   *     repeat it
   */
  public static SigningSecret parse(String text) {
    if (text.startsWith(PREFIX)) {
      try {
        var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (key.length >= MIN_BYTES && key.length <= MAX_BYTES) {
          return new SigningSecret(text, key);
        }
      } catch (IllegalArgumentException e) {
        // Falls through to the message that names the rule; the decoder's own would quote the
        // secret.
      }
    }
    throw new IllegalArgumentException(
        "HKS0501: 'secret' is '***': expected whsec_ followed by the standard base64 of %d to %d bytes."
                .formatted(MIN_BYTES, MAX_BYTES)
            + " Leave it out to have one generated.");
  }

  /** Makes a new secret of 32 bytes. */
  public static SigningSecret generate(RandomGenerator random) {
    var key = new byte[GENERATED_BYTES];
    random.nextBytes(key);
    return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), key);
  }

  /** Returns the secret itself, to be shown once or stored. */
  public String reveal() {
    return text;
  }

  /** Returns a copy of the key's bytes. */
  public byte[] key() {
    return key.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningSecret that
        && java.security.MessageDigest.isEqual(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
