package io.hookstone.endpoint;

import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A symmetric signing secret: {@code whsec_} and the standard base64 of 24 to 64 bytes (Standard
 * Webhooks 1.0.0, Signature scheme). Immutable; its text form redacts the key.
 */
public final class SymmetricSecret implements SigningSecret {

  static final String PREFIX = "whsec_";

  private static final int GENERATED_BYTES = 32;
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final String text;
  private final byte[] key;

  private SymmetricSecret(String text, byte[] key) {
    this.text = text;
    this.key = key;
  }

  static SymmetricSecret parse(String text) {
    var key = SecretText.decoded(text, PREFIX);
    if (key == null || key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "HKS0501: 'secret' is '***': expected whsec_ followed by the standard base64 of %d to %d bytes."
                  .formatted(MIN_BYTES, MAX_BYTES)
              + " Leave it out to have one generated.");
    }
    return new SymmetricSecret(text, key);
  }

  static SymmetricSecret generate(RandomGenerator random) {
    var key = new byte[GENERATED_BYTES];
    random.nextBytes(key);
    return new SymmetricSecret(PREFIX + Base64.getEncoder().encodeToString(key), key);
  }

  @Override
  public String reveal() {
    return text;
  }

  /** Returns a copy of the key's bytes. */
  public byte[] key() {
    return key.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SymmetricSecret that && SecretText.same(text, that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
