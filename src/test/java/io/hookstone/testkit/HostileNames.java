package io.hookstone.testkit;

import java.util.Locale;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;

/** A naming strategy that renames every table and every column, as some houses do. */
public final class HostileNames extends PhysicalNamingStrategyStandardImpl {

  private static final long serialVersionUID = 1L;

  @Override
  public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
    return renamed("tbl_", name);
  }

  @Override
  public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
    return renamed("col_", name);
  }

  private static Identifier renamed(String prefix, Identifier name) {
    return Identifier.toIdentifier(prefix + name.getText().toLowerCase(Locale.ROOT));
  }
}
