package io.hookstone.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * An endpoint together with its secrets, at the only moment at which they can be read. Immutable;
 * its text form redacts the secrets.
 *
 * @param secrets to be handed to the receiver now, of an {@link Ed25519Secret} the public key; they
 *     cannot be read again. One, or two where the endpoint signs with both kinds: the shared one
 *     first
 */
public record RegisteredEndpoint(WebhookEndpoint endpoint, List<SigningSecret> secrets) {

  public RegisteredEndpoint {
    secrets = List.copyOf(secrets);
  }

  /** Returns the secret, the shared one if there are two. */
  public SigningSecret secret() {
    return secrets.get(0);
  }

  /** Returns the key pair, if the endpoint signs with one. */
  public Optional<Ed25519Secret> keyPair() {
    return secrets.stream()
        .filter(Ed25519Secret.class::isInstance)
        .map(Ed25519Secret.class::cast)
        .findFirst();
  }
}
