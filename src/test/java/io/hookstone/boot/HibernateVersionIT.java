package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Item;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;

/**
 * The Hibernate ORM that is really there, which {@code .ci/with-hibernate} exchanges: a supported
 * one starts, another one is refused before anything of it is touched that may be different.
 */
class HibernateVersionIT {

  @Test
  void startsOrSaysWhy() {
    var version = Version.getVersionString();
    var application = TestApplication.on(TestDatabase.h2()).entities(Item.class);
    if (version.matches("7\\.[234]\\..*")) {
      try (var app = application.start()) {
        assertThat(app.hookstone().endpoints().list()).isEmpty();
      }
    } else {
      assertThatThrownBy(application::start)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("HKS0901: Hibernate ORM is '" + version + "'");
    }
  }
}
