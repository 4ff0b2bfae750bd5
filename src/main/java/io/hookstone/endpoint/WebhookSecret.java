package io.hookstone.endpoint;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signing secret of an endpoint and when it is valid: two may overlap while receivers change
 * over.
 */
@Entity(name = "io.hookstone.endpoint.WebhookSecret")
@Table(name = "webhook_secret")
@Access(AccessType.FIELD)
public class WebhookSecret {

  @Id
  @Column(name = "id", nullable = false)
  private UUID id;

  @Column(name = "endpoint_id", nullable = false, updatable = false)
  private UUID endpointId;

  @Column(name = "signing_key", nullable = false, updatable = false)
  private String signingKey;

  @Column(name = "valid_from", nullable = false, updatable = false)
  private Instant validFrom;

  @Column(name = "valid_until")
  private @Nullable Instant validUntil;

  /** Read once: many requests are signed with it, and a key pair takes a while to read. */
  private transient volatile @Nullable SigningSecret secret;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookSecret() {}

  WebhookSecret(UUID id, UUID endpointId, SigningSecret secret, Instant validFrom) {
    this.id = id;
    this.endpointId = endpointId;
    this.signingKey = secret.reveal();
    this.validFrom = validFrom;
  }

  UUID endpointId() {
    return endpointId;
  }

  SigningSecret secret() {
    var read = secret;
    if (read == null) {
      read = SigningSecret.parse(signingKey);
      secret = read;
    }
    return read;
  }

  /**
   * Whether it is a private key, told by its text alone: a broken row must not break the others.
   */
  boolean asymmetric() {
    return signingKey.startsWith(Ed25519Secret.PREFIX);
  }

  Instant validFrom() {
    return validFrom;
  }

  /** Whether no end is set. */
  boolean current() {
    return validUntil == null;
  }

  boolean validAt(Instant now) {
    return !validFrom.isAfter(now) && (validUntil == null || validUntil.isAfter(now));
  }

  void end(Instant at) {
    this.validUntil = at;
  }

  @Override
  public String toString() {
    return "WebhookSecret[endpoint=%s, key=***]".formatted(endpointId);
  }
}
