package io.hookstone.endpoint;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key pair: {@code whsk_} and the standard base64 of the private key (Standard Webhooks
 * 1.0.0, Signature scheme; RFC 8032, section 5.1.5). Immutable; its text form shows the public key
 * only.
 *
 * <p>The private key has 32 bytes. 64 are read too, where the public key follows the private one,
 * as other senders write it.
 */
public final class Ed25519Secret implements SigningSecret {

  static final String PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_BYTES = 32;

  private final String text;
  private final PrivateKey privateKey;

  /** X.509 SubjectPublicKeyInfo: 12 bytes that name the algorithm, and the key (RFC 8410). */
  private final byte[] publicKeyInfo;

  private Ed25519Secret(String text, byte[] key) {
    var pair = pair(key);
    this.text = text;
    this.privateKey = pair.getPrivate();
    this.publicKeyInfo = pair.getPublic().getEncoded();
  }

  static Ed25519Secret parse(String text) {
    var key = SecretText.decoded(text, PREFIX);
    if (key != null && key.length == KEY_BYTES) {
      return new Ed25519Secret(text, key);
    }
    if (key != null && key.length == 2 * KEY_BYTES) {
      var secret = new Ed25519Secret(text, Arrays.copyOf(key, KEY_BYTES));
      if (Arrays.equals(secret.rawPublicKey(), Arrays.copyOfRange(key, KEY_BYTES, key.length))) {
        return secret;
      }
    }
    throw new IllegalArgumentException(
        "HKS0527: 'secret' is '***': expected whsk_ followed by the standard base64 of an Ed25519 private"
            + " key of 32 bytes, or of that and its public key. Leave it out to have one generated.");
  }

  /** Makes a new key pair. */
  public static Ed25519Secret generate(RandomGenerator random) {
    var key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new Ed25519Secret(PREFIX + Base64.getEncoder().encodeToString(key), key);
  }

  /**
   * The JDK derives a public key from a private one in one place alone: the generator, which takes
   * the private key from its source of random bytes.
   */
  private static KeyPair pair(byte[] key) {
    try {
      var generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, new Given(key));
      var pair = generator.generateKeyPair();
      if (pair.getPrivate() instanceof EdECPrivateKey generated
          && generated.getBytes().filter(bytes -> Arrays.equals(bytes, key)).isPresent()) {
        return pair;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available.", e);
    }
    throw new IllegalStateException(
        "The security provider's Ed25519 generator does not derive the public key of a given private key.");
  }

  /** A source of bytes that are known. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      if (target.length != bytes.length) {
        throw new IllegalStateException("Asked for %d bytes.".formatted(target.length));
      }
      System.arraycopy(bytes, 0, target, 0, bytes.length);
    }
  }

  /** Signs bytes, given in parts; the signature has 64 bytes. */
  public byte[] sign(byte[]... parts) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      for (byte[] part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available.", e);
    }
  }

  /** Returns the public key for receivers: {@code whpk_} and the base64 of its 32 bytes. */
  public String publicKey() {
    return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(rawPublicKey());
  }

  /**
   * Returns the public key for receivers that want it as X.509 SubjectPublicKeyInfo (RFC 8410): the
   * base64 of 44 bytes, behind {@code whpk_}. The standard does not say which of the two it means.
   */
  public String publicKeyInfo() {
    return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicKeyInfo);
  }

  private byte[] rawPublicKey() {
    return Arrays.copyOfRange(
        publicKeyInfo, publicKeyInfo.length - KEY_BYTES, publicKeyInfo.length);
  }

  @Override
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ed25519Secret that && SecretText.same(text, that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return PREFIX + "***(" + publicKey() + ")";
  }
}
