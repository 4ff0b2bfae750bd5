package io.hookstone.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypesTest {

  @ParameterizedTest
  @CsvSource({
    "Order, order",
    "StockMovement, stockMovement",
    "SKU, sku",
    "URLMapping, urlMapping",
    "X, x",
    "XYPoint, xyPoint",
    "order, order",
    "order_line, order_line",
    "Order-Line, orderLine",
    "com.acme.Order, comAcmeOrder",
    "Order2Go, order2Go",
    "ÄPFEL, äpfel",
  })
  void turnsEntityNames_intoLowerCamel(String entity, String expected) {
    assertThat(EventTypes.lowerCamel(entity)).isEqualTo(expected);
  }

  @Test
  void doesNotDependOnTheLocale() {
    var locale = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
      assertThat(EventTypes.lowerCamel("ITEM")).isEqualTo("item");
    } finally {
      java.util.Locale.setDefault(locale);
    }
  }

  @Test
  void namesTheOperation_inThePastTense() {
    var ref = new EntityRef("StockMovement", "1");
    assertThat(EventTypes.defaultType(new EntityChange(ref, Operation.CREATE, "{}", null)))
        .isEqualTo("stockMovement.created");
    assertThat(EventTypes.defaultType(new EntityChange(ref, Operation.UPDATE, "{}", "{}")))
        .isEqualTo("stockMovement.updated");
    assertThat(EventTypes.defaultType(new EntityChange(ref, Operation.DELETE, "{}", null)))
        .isEqualTo("stockMovement.deleted");
  }
}
