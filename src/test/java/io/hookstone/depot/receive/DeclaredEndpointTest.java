package io.hookstone.depot.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeclaredEndpointTest {

  @Test
  void readsTheEndpoints_ofPersistenceXml() {
    assertThat(DeclaredEndpoint.readFrom("META-INF/persistence.xml"))
        .extracting(DeclaredEndpoint::toString)
        .containsExactly("warehouse [*]", "crm [order.*, customer.*]");
  }

  @Test
  void namesTheFile_thatIsNotThere() {
    assertThatThrownBy(() -> DeclaredEndpoint.readFrom("META-INF/nowhere.xml"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'META-INF/nowhere.xml' is not on the class path.");
  }
}
