package io.hookstone.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {

  @ParameterizedTest
  @CsvSource({
    "order.created, order.created, true",
    "order.created, order.updated, false",
    "order.created, orders.created, false",
    "order.created, ORDER.created, false",
    "order.*, order.created, true",
    "order.*, order.line.created, true",
    "order.*, orderLine.created, false",
    "order.*, order, false",
    "*.deleted, order.deleted, true",
    "*.deleted, order.undeleted, false",
    "*.deleted, order.created, false",
    "*, order.created, true",
    "*.*, order.created, true",
    "stockMovement.shipped, stockMovement.shipped, true",
    "order_line.*, order_line.created, true",
  })
  void matchesByPattern(String pattern, String type, boolean wanted) {
    assertThat(Subscription.to(pattern).matches(type)).isEqualTo(wanted);
  }

  @Test
  void matches_ifAnyPatternDoes() {
    var subscription = Subscription.to("order.created", "*.deleted, product.*");

    assertThat(subscription.matches("order.created")).isTrue();
    assertThat(subscription.matches("order.deleted")).isTrue();
    assertThat(subscription.matches("product.updated")).isTrue();
    assertThat(subscription.matches("order.updated")).isFalse();
  }

  @Test
  void keepsTheOrder_dropsRepeats_andReadsItsOwnText() {
    var subscription = Subscription.to("b.*, a.created", " b.* ", "");

    assertThat(subscription.patterns()).containsExactly("b.*", "a.created");
    assertThat(subscription).hasToString("b.*,a.created");
    assertThat(Subscription.to(subscription.text()))
        .isEqualTo(subscription)
        .hasSameHashCodeAs(subscription);
    assertThat(subscription).isNotEqualTo(Subscription.to("b.*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order",
        "order.",
        ".created",
        "order..created",
        "or*.created",
        "order.cre*",
        "**",
        "order.*.created",
        "order created",
        "1order.created",
        "order-line.created",
        "*."
      })
  void refusesAMalformedPattern(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subscription.to("order.*", pattern))
        .withMessage(
            "HKS0402: 'events' contains '%s': expected an exact event type such as order.created,"
                + " or a pattern such as order.*, *.deleted or *.",
            pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void refusesNoPatternAtAll(String patterns) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subscription.to(patterns))
        .withMessageStartingWith("HKS0401: 'events' is empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void queriesRefuseALimit_outOfBounds(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventQuery.where().limit(limit))
        .withMessage(
            "HKS0403: 'limit' is %d: expected 1 to 1000; follow the page's next key for more.",
            limit);
  }

  @Test
  void queriesRefuseAMalformedType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventQuery.where().type("order"))
        .withMessageStartingWith("HKS0402");
  }
}
