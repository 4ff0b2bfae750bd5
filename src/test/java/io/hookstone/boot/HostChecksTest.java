package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.boot.HostChecks.Database;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostChecksTest {

  @ParameterizedTest
  @ValueSource(strings = {"7.2.0.Final", "7.2.19.Final", "7.3.0.CR1", "7.4.1.Final", "7.4.99"})
  void acceptsSupportedVersions(String version) {
    assertThatCode(() -> HostChecks.checkHibernate(version)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.6.4.Final", "7.1.9.Final", "7.5.0.Final", "8.0.0.Final", "[WORKING]"})
  void refusesOtherVersions_andSaysWhichItWants(String version) {
    assertThatThrownBy(() -> HostChecks.checkHibernate(version))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "HKS0901: Hibernate ORM is '%s': expected 7.2 to 7.4. Use a supported version, or set hookstone.enabled=false."
                .formatted(version));
  }

  @Test
  void knowsItsDatabases() {
    assertThat(HostChecks.checkDialect(new H2Dialect())).isEqualTo(Database.H2);
    assertThat(HostChecks.checkDialect(new PostgreSQLDialect())).isEqualTo(Database.POSTGRESQL);
    assertThatThrownBy(() -> HostChecks.checkDialect(new MySQLDialect()))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "HKS0902: The database dialect is 'MySQLDialect': expected H2 or PostgreSQL. Use one of them, or set hookstone.enabled=false.");
  }
}
