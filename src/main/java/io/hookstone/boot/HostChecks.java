package io.hookstone.boot;

import java.util.regex.Pattern;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;

/** What Hookstone needs of its host. */
final class HostChecks {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int MAJOR = 7;
  private static final int FIRST_MINOR = 2;
  private static final int LAST_MINOR = 4;

  private HostChecks() {}

  /**
   * Refuses Hibernate versions for which this jar is not built: until 7.1 the events have another
   * signature, so that every write would fail with a {@code NoSuchMethodError}.
   */
  static void checkHibernate(String version) {
    var matcher = VERSION.matcher(version);
    if (matcher.matches()) {
      int major = Integer.parseInt(matcher.group(1));
      int minor = Integer.parseInt(matcher.group(2));
      if (major == MAJOR && minor >= FIRST_MINOR && minor <= LAST_MINOR) {
        return;
      }
    }
    throw new StartupException(
        "HKS0901: Hibernate ORM is '%s': expected 7.2 to 7.4. Use a supported version, or set hookstone.enabled=false."
            .formatted(version));
  }

  /** Refuses databases for which there is neither DDL nor a test. */
  static Database checkDialect(Dialect dialect) {
    if (dialect instanceof H2Dialect) {
      return Database.H2;
    }
    if (dialect instanceof PostgreSQLDialect) {
      return Database.POSTGRESQL;
    }
    throw new StartupException(
        "HKS0902: The database dialect is '%s': expected H2 or PostgreSQL. Use one of them, or set hookstone.enabled=false."
            .formatted(dialect.getClass().getSimpleName()));
  }

  /**
   * Refuses tenants with a schema or a database each: every tenant would need tables of its own.
   */
  static void checkTenancy(SessionFactoryOptions options) {
    if (options.isMultiTenancyEnabled()) {
      throw new StartupException(
          "HKS0918: The tenants have a schema or a database each: expected one schema for all, with @TenantId."
              + " Use discriminator tenancy, or set hookstone.enabled=false.");
    }
  }

  /** A supported database and the name of its DDL script. */
  enum Database {
    H2("h2.sql"),
    POSTGRESQL("postgresql.sql");

    private final String script;

    Database(String script) {
      this.script = script;
    }

    String script() {
      return script;
    }
  }
}
