package io.hookstone.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.change.Operation;
import io.hookstone.event.ParsedRule.Happening;
import io.hookstone.event.ParsedRule.Transition;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleParserTest {

  private static ParsedRule parse(String text) {
    return RuleParser.parse(RuleText.ofSetting("a.b", text));
  }

  private static List<String> values(RuleValues values) {
    return values.literals().stream().map(RuleValues.Literal::text).toList();
  }

  @Test
  void transition_fromAnythingToAValue() {
    var rule = parse("StockMovement: status -> SHIPPED");
    assertThat(rule.entity()).isEqualTo("StockMovement");
    assertThat(rule.when()).isNull();
    assertThat(rule.instead()).isFalse();
    assertThat(rule.triggers())
        .singleElement()
        .isInstanceOfSatisfying(
            Transition.class,
            transition -> {
              assertThat(transition.property()).isEqualTo("status");
              assertThat(transition.from().any()).isTrue();
              assertThat(values(transition.to())).containsExactly("SHIPPED");
            });
  }

  @Test
  void transition_betweenValues() {
    var transition =
        (Transition)
            parse("Order:address.city:'A town'|null->'it''s'|\"or\"|-5.50|*x".replace("|*x", ""))
                .triggers()
                .get(0);
    assertThat(transition.property()).isEqualTo("address.city");
    assertThat(values(transition.from())).containsExactly("A town", "null");
    assertThat(values(transition.to())).containsExactly("it's", "or", "-5.50");
  }

  @Test
  void severalTriggers_aCondition_andInstead() {
    var rule =
        parse(
            "Order: create or delete or update or price -> * when data.name == 'instead' instead");
    assertThat(rule.triggers())
        .startsWith(
            new Happening(Operation.CREATE),
            new Happening(Operation.DELETE),
            new Happening(Operation.UPDATE))
        .hasSize(4);
    assertThat(rule.when()).isEqualTo("data.name == 'instead'");
    assertThat(rule.instead()).isTrue();
    assertThat(parse("Order: create instead").instead()).isTrue();
    assertThat(parse("Order: create when data.x == 'not instead'").instead()).isFalse();
  }

  @Test
  void propertyMayBeCalledLikeATrigger() {
    assertThat(parse("Order: update -> 5").triggers().get(0)).isInstanceOf(Transition.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "~~#1#the name of an entity",
        "Order#6#':' after the entity",
        "Order:#7#create, update, delete or a property",
        "Order: status#14#'->' and a value after the property 'status'",
        "Order: status -> #17#a value",
        "Order: status -> or#18#a value",
        "Order: status: NEW SHIPPED#20#'->' after the values before the change",
        "Order: create update#15#'or', 'when', 'instead' or the end",
        "Order: create when#19#a condition after 'when'",
        "Order: status -> 'SHIPPED#18#a value",
        "Order: status -> A|#20#a value",
        "Order; create#6#':' after the entity"
      })
  void malformed_isRefusedWithPositionAndExpectation(String text, int position, String expected) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessageStartingWith("HKS0420: The rule '" + text + "' has ")
        .hasMessageContaining(" at position " + position + ": expected ")
        .hasMessageContaining(expected);
  }

  @Test
  void anyText_isReadOrRefused() {
    var random = new Random(4);
    var pieces =
        List.of(
            "Order",
            ":",
            " ",
            "->",
            "-",
            ">",
            "|",
            "*",
            "or",
            "when",
            "instead",
            "create",
            "'",
            "\"",
            "status",
            ".",
            "\n",
            "\uD83D",
            "\uDE00",
            "é",
            "5",
            "null",
            "(",
            "data.x == 1",
            "#");
    for (int i = 0; i < 50_000; i++) {
      var text =
          IntStream.range(0, random.nextInt(14))
              .mapToObj(n -> pieces.get(random.nextInt(pieces.size())))
              .collect(Collectors.joining());
      try {
        assertThat(parse(text).triggers()).as(text).isNotEmpty();
      } catch (InvalidRuleException e) {
        assertThat(e).hasMessageStartingWith("HKS0420: ");
      }
    }
  }
}
