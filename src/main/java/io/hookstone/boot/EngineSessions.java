package io.hookstone.boot;

import java.util.List;
import java.util.Optional;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.SessionFactoryDelegatingImpl;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * The application's session factory as the engine uses it: without the application's interceptor,
 * and with a tenant where the model has tenants. Thread-safe.
 *
 * <p>Hibernate wants a tenant for every session once any entity has a {@code @TenantId}. The tables
 * of Hookstone belong to all tenants, so any tenant will do for them.
 */
final class EngineSessions extends SessionFactoryDelegatingImpl {

  private static final long serialVersionUID = 1L;

  /** One of them can be read as a tenant of whatever type the application has. */
  private static final List<String> ANY_TENANT =
      List.of("hookstone", "0", "00000000-0000-0000-0000-000000000000");

  private final transient @Nullable Object anyTenant;

  EngineSessions(SessionFactoryImplementor sessionFactory) {
    super(sessionFactory);
    this.anyTenant = hasTenants(sessionFactory) ? anyTenant(sessionFactory) : null;
  }

  private static boolean hasTenants(SessionFactoryImplementor sessionFactory) {
    return sessionFactory.getDefinedFilterNames().contains(TenantIdBinder.FILTER_NAME);
  }

  private static Object anyTenant(SessionFactoryImplementor sessionFactory) {
    var type = sessionFactory.getTenantIdentifierJavaType();
    for (String candidate : ANY_TENANT) {
      try {
        return read(type, candidate);
      } catch (RuntimeException e) {
        // Not of this type: the next candidate is.
      }
    }
    throw new StartupException(
        "HKS0919: The tenant identifier is a '%s': expected a String, a number or a UUID."
            .formatted(type.getTypeName()));
  }

  private static Object read(JavaType<Object> type, String tenant) {
    return java.util.Objects.requireNonNull(type.fromString(tenant));
  }

  @Override
  public StatelessSession openStatelessSession() {
    var options = delegate().withStatelessOptions();
    options.noInterceptor();
    if (anyTenant != null) {
      options.tenantIdentifier(anyTenant);
    }
    return options.openStatelessSession();
  }

  /**
   * Opens a session for reading the application's entities: never flushed.
   *
   * @param tenantId the tenant whose entities are read; empty without tenants
   */
  Session openForReading(Optional<String> tenantId) {
    var options =
        delegate().withOptions().noInterceptor().readOnly(true).flushMode(FlushMode.MANUAL);
    if (anyTenant != null) {
      options.tenantIdentifier(
          tenantId.map(tenant -> read(getTenantIdentifierJavaType(), tenant)).orElse(anyTenant));
    }
    return options.openSession();
  }
}
