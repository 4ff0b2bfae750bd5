package io.hookstone.endpoint;

import java.util.random.RandomGenerator;

/** What an endpoint has to know of its format. Implementations are immutable and thread-safe. */
public interface EndpointFormat {

  /**
   * Returns the name by which endpoints choose the format, such as {@code standard}: a lower-case
   * letter, then letters, digits and hyphens, at most 64 of all.
   */
  String name();

  /** Whether several events can travel in one request. */
  default boolean batches() {
    return true;
  }

  /**
   * Whether plain http is refused even where {@code hookstone.delivery.allow-http} allows it,
   * except on the loopback interface.
   */
  default boolean httpsOnly() {
    return false;
  }

  /**
   * Whether the format can sign with a secret. As Standard Webhooks do it unless a format differs:
   * with {@code whsec_} and {@code whsk_} secrets.
   */
  default boolean accepts(SigningSecret secret) {
    return !(secret instanceof TextSecret);
  }

  /** Whether the format can sign with a private key. */
  default boolean signsWithPrivateKey() {
    return true;
  }

  /**
   * Makes a shared secret for an endpoint that was given none.
   *
   * @param random cryptographically strong
   */
  default SigningSecret generateSecret(RandomGenerator random) {
    return SigningSecret.generate(random);
  }
}
