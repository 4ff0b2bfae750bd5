package io.hookstone.depot.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeclaredEndpointTest {

  @Test
  void readsTheEndpoints_ofPersistenceXml() {
    assertThat(DeclaredEndpoint.readFrom("META-INF/persistence.xml"))
        .extracting(DeclaredEndpoint::toString)
        .containsExactly(
            "warehouse standard [*]",
            "crm cloudevents [order.*, customer.*]",
            "lift openboxes [stockMovement.*, purchaseOrder.*, inventory.*]",
            "hall-a openboxes [stockMovement.* from A-01]",
            "counter boxhero [product.*, inventory.*]",
            "shop openfront [order.*]");
  }

  @Test
  void namesTheFile_thatIsNotThere() {
    assertThatThrownBy(() -> DeclaredEndpoint.readFrom("META-INF/nowhere.xml"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'META-INF/nowhere.xml' is not on the class path.");
  }
}
