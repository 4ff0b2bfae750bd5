package io.hookstone.endpoint;

/** With which kinds of secrets an endpoint's requests are signed. */
public enum SignatureMode {
  /** With a secret that sender and receiver share. */
  HMAC,
  /** With a private key; the receiver has the public one, with which nobody can sign. */
  ED25519,
  /** With both, so that a receiver can take what it knows. */
  BOTH;

  /** Whether a shared secret belongs to it. */
  boolean shared() {
    return this != ED25519;
  }

  /** Whether a private key belongs to it. */
  boolean asymmetric() {
    return this != HMAC;
  }

  /** Whether a kind of secret belongs to it. */
  boolean uses(SigningSecret secret) {
    return secret.asymmetric() ? asymmetric() : shared();
  }
}
