package io.hookstone.endpoint;

/**
 * An endpoint together with its secret, at the only moment at which the secret can be read.
 * Immutable; its text form redacts the secret.
 *
 * @param secret to be handed to the receiver now; it cannot be read again
 */
public record RegisteredEndpoint(WebhookEndpoint endpoint, SigningSecret secret) {}
