package io.hookstone.endpoint;

import java.util.random.RandomGenerator;

/**
 * What an endpoint's requests are signed with. Immutable; its text form redacts it.
 *
 * <p>Which kind a text is, shows in how it begins: {@code whsec_} a {@link SymmetricSecret}, {@code
 * whsk_} an {@link Ed25519Secret}, anything else a {@link TextSecret}. Which kinds an endpoint can
 * have depends on its format and on its {@link SignatureMode}.
 */
public sealed interface SigningSecret permits SymmetricSecret, Ed25519Secret, TextSecret {

  /** What the text of every symmetric secret begins with. */
  String PREFIX = SymmetricSecret.PREFIX;

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException if the text breaks the rule of its kind; the message does not
   *     repeat it
   */
  static SigningSecret parse(String text) {
    if (text.startsWith(SymmetricSecret.PREFIX)) {
      return SymmetricSecret.parse(text);
    }
    return text.startsWith(Ed25519Secret.PREFIX)
        ? Ed25519Secret.parse(text)
        : TextSecret.parse(text);
  }

  /** Makes a new symmetric secret of 32 bytes. */
  static SymmetricSecret generate(RandomGenerator random) {
    return SymmetricSecret.generate(random);
  }

  /** Returns the secret itself, to be shown once or stored. */
  String reveal();

  /** Whether receivers verify with a public key, and not with the secret itself. */
  default boolean asymmetric() {
    return this instanceof Ed25519Secret;
  }
}
