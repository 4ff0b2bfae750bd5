package io.hookstone.settings;

/** With what the deliveries of a declared endpoint are signed. */
public enum DeclaredSignature {
  /** A secret that sender and receiver share. */
  HMAC,
  /** A private key. */
  ED25519,
  /** Both. */
  BOTH
}
