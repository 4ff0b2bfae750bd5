package io.hookstone;

import io.hookstone.testkit.TestDatabase;
import javax.sql.XADataSource;
import org.postgresql.xa.PGXADataSource;

final class JtaPostgresIT extends JtaContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Override
  XADataSource xaDataSource(TestDatabase database) {
    var dataSource = new PGXADataSource();
    dataSource.setUrl(database.url());
    return dataSource;
  }
}
