package io.hookstone.endpoint;

import io.hookstone.event.Subscription;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A URL with its subscription, format and state. Its secrets are records of their own and cannot be
 * read through it.
 *
 * <p>The JPA entity name is the fully qualified class name: {@code from
 * io.hookstone.endpoint.WebhookEndpoint}.
 */
@Entity(name = "io.hookstone.endpoint.WebhookEndpoint")
@Table(name = "webhook_endpoint")
@Access(AccessType.FIELD)
public class WebhookEndpoint {

  static final int MAX_NAME_LENGTH = 100;

  @Id
  @Column(name = "id", nullable = false)
  private UUID id;

  @Column(name = "name", nullable = false, length = MAX_NAME_LENGTH)
  private String name;

  @Column(name = "url", nullable = false, length = EndpointUrl.MAX_LENGTH)
  private String url;

  @Column(name = "events", nullable = false)
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private String events;

  @Column(name = "format", nullable = false, length = 64)
  private String format;

  @Column(name = "description", length = 1000)
  private @Nullable String description;

  @Column(name = "headers")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String headers;

  @Column(name = "event_filter")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String filter;

  @Column(name = "policies")
  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private @Nullable String policies;

  @Column(name = "tenant_id")
  private @Nullable String tenantId;

  @Column(name = "declared", nullable = false)
  private boolean declared;

  @Column(name = "status", nullable = false, length = 16)
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private EndpointStatus status;

  @Column(name = "status_reason", length = 1000)
  private @Nullable String statusReason;

  @Column(name = "status_since", nullable = false)
  private Instant statusSince;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  @Version
  @Column(name = "version", nullable = false)
  private int version;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookEndpoint() {}

  WebhookEndpoint(UUID id, String name, NewEndpoint wanted, boolean declared, Instant now) {
    this.id = id;
    this.name = name;
    this.url = wanted.url();
    this.events = wanted.subscription().text();
    this.format = wanted.format();
    this.description = wanted.description();
    this.headers = HeaderText.write(wanted.headers());
    this.tenantId = wanted.tenantId();
    this.filter = wanted.filter();
    this.policies = wanted.policies().text();
    this.declared = declared;
    this.status = EndpointStatus.ACTIVE;
    this.statusSince = now;
    this.createdAt = now;
    this.updatedAt = now;
  }

  void become(String newName, NewEndpoint wanted, Instant now) {
    this.name = newName;
    this.url = wanted.url();
    this.events = wanted.subscription().text();
    this.format = wanted.format();
    this.description = wanted.description();
    this.headers = HeaderText.write(wanted.headers());
    this.tenantId = wanted.tenantId();
    this.filter = wanted.filter();
    this.policies = wanted.policies().text();
    this.updatedAt = now;
  }

  void enter(EndpointStatus newStatus, @Nullable String reason, Instant now) {
    this.status = newStatus;
    this.statusReason = reason;
    this.statusSince = now;
    this.updatedAt = now;
  }

  void touch(Instant now) {
    this.updatedAt = now;
  }

  /** Returns the endpoint as it could be registered again, without its secret. */
  NewEndpoint asNew() {
    return NewEndpoint.to(url)
        .named(name)
        .events(events)
        .filter(filter)
        .format(format)
        .description(description)
        .headers(headers())
        .tenantId(tenantId)
        .policies(policies());
  }

  /** Returns the endpoint's id, a UUID version 7. */
  public UUID id() {
    return id;
  }

  /** Returns the unique name. */
  public String name() {
    return name;
  }

  /** Returns where events are sent. */
  public URI url() {
    return URI.create(url);
  }

  /** Returns which events are wanted. */
  public Subscription subscription() {
    return Subscription.to(events);
  }

  /** Returns the name of the format, such as {@code standard}. */
  public String format() {
    return format;
  }

  /** Returns with which kinds of secrets requests are signed. */
  public SignatureMode signature() {
    return policies().signature();
  }

  /** Returns the condition that events must meet, in CEL, if there is one. */
  public Optional<String> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns how events are wanted. */
  public EndpointPolicies policies() {
    return EndpointPolicies.read(policies);
  }

  /** Returns the description for people, if there is one. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Returns the tenant whose events alone are sent here, if there is one. */
  public Optional<String> tenantId() {
    return Optional.ofNullable(tenantId);
  }

  /** Whether the endpoint stands in the configuration, where it must then be changed. */
  public boolean declared() {
    return declared;
  }

  /** Returns whether the endpoint receives events. */
  public EndpointStatus status() {
    return status;
  }

  /** Returns why the endpoint is paused or disabled, where that is known. */
  public Optional<String> statusReason() {
    return Optional.ofNullable(statusReason);
  }

  /** Returns since when the endpoint has its status. */
  public Instant statusSince() {
    return statusSince;
  }

  /** Returns when the endpoint was registered. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns when the endpoint was last changed. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** Header values may be credentials, so they stay within this package. */
  Map<String, String> headers() {
    return HeaderText.read(headers);
  }

  /** Leaves out headers and the query string, which may be credentials. */
  @Override
  public String toString() {
    return "WebhookEndpoint[id=%s, name=%s, url=%s, events=%s, status=%s]"
        .formatted(id, name, EndpointUrl.shown(url), events, status);
  }
}
