package io.hookstone.outbox;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One change set as it waits in the outbox. Inserted in the application's transaction, deleted by
 * the relay.
 */
@Entity(name = "io.hookstone.outbox.OutboxRow")
@Table(name = "webhook_outbox")
@Access(AccessType.FIELD)
public class OutboxRow {

  @Id
  @Column(name = "id", nullable = false, updatable = false)
  private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private @Nullable String tenantId;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "changes", nullable = false, updatable = false)
  @JdbcTypeCode(SqlTypes.LONG32VARBINARY)
  private byte[] changes;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected OutboxRow() {}

  /** Returns the row's id, a UUID version 7. */
  public UUID id() {
    return id;
  }

  /** Returns the tenant of the session that made the changes, if there are tenants. */
  public Optional<String> tenantId() {
    return Optional.ofNullable(tenantId);
  }

  /** Returns when the change set was sealed, or until when it is held back for an enricher. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns the size of the change set in bytes; its content is for the relay. */
  public int size() {
    return changes.length;
  }
}
