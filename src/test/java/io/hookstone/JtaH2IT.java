package io.hookstone;

import io.hookstone.testkit.TestDatabase;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

final class JtaH2IT extends JtaContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }

  @Override
  XADataSource xaDataSource(TestDatabase database) {
    var dataSource = new JdbcDataSource();
    dataSource.setURL(database.url().replace(";USER=sa", ""));
    dataSource.setUser("sa");
    return dataSource;
  }
}
