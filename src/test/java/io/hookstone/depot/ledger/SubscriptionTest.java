package io.hookstone.depot.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {

  @ParameterizedTest
  @CsvSource({
    "*, order.created, true",
    "order.created, order.created, true",
    "order.created, order.updated, false",
    "order.*, order.deleted, true",
    "order.*, orderLine.created, false",
    "*.deleted, product.deleted, true",
    "*.deleted, product.created, false",
  })
  void matches(String pattern, String eventType, boolean matching) {
    assertThat(Subscription.of(pattern).matches(eventType)).isEqualTo(matching);
  }

  @Test
  void matchesAnyOfAList() {
    Subscription subscription = Subscription.of(" order.* ,customer.created");

    assertThat(subscription.matches("order.updated")).isTrue();
    assertThat(subscription.matches("customer.created")).isTrue();
    assertThat(subscription.matches("customer.updated")).isFalse();
    assertThat(subscription).hasToString("order.*, customer.created");
  }

  @Test
  void matchesOneLocation() {
    Subscription subscription = Subscription.of("stockMovement.*").from("A-01");

    assertThat(subscription.matches("stockMovement.shipped", "A-01")).isTrue();
    assertThat(subscription.matches("stockMovement.shipped", "B-01")).isFalse();
    assertThat(subscription.matches("stockMovement.shipped", "")).isFalse();
    assertThat(subscription.matches("order.created", "A-01")).isFalse();
    assertThat(subscription).hasToString("stockMovement.* from A-01");
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> Subscription.of(" , "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A subscription needs at least one event type.");
  }

  @Test
  void eventTypesAreLowerCamel() {
    Change change = new Change(new EntityKey("StockMovementLine", "4"), Operation.UPDATE);

    assertThat(change.event().type()).isEqualTo("stockMovementLine.updated");
  }
}
