package io.hookstone.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private static final Map<String, Object> VARIABLES =
      Map.of(
          "type", "order.paid",
          "entity", "Order",
          "id", "7",
          "operation", "update",
          "tenantId", "",
          "data",
              Map.of(
                  "total", 12.5,
                  "count", 5L,
                  "name", "abc",
                  "nothing", Conditions.nullValue(),
                  "origin", Map.of("id", "loc-001"),
                  "many", Collections.nCopies(20_000, 1L),
                  "lines", List.of(Map.of("quantity", 1L), Map.of("quantity", 30L))),
          "changes", Map.of("status", Map.of("from", "NEW", "to", "PAID")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.origin.id == 'loc-001'",
        "data.total == 12.50",
        "data.total > 12",
        "data.count == 5.0",
        "data.nothing == null",
        "has(data.origin) && !has(data.missing)",
        "data.lines.exists(line, line.quantity > 20)",
        "changes.status.to == 'PAID'",
        "'status' in changes",
        "type == 'order.paid' && entity == 'Order' && id == '7' && operation == 'update'",
        "tenantId == ''",
        "data.name.matches('^a.c$')",
        "data['origin']['id'] == 'loc-001'"
      })
  void holds(String text) {
    assertThat(Conditions.compile(text).holds(VARIABLES)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.origin.id == 'loc-002'",
        "data.missing == 1",
        "data.missing != 1",
        "data.name",
        "data.name > 5",
        "data.many.exists(x, x == 2)",
        "data.name.matches('(' + data.name)"
      })
  void doesNotHold_alsoWhereItCannotBeEvaluated(String text) {
    assertThat(Conditions.compile(text).holds(VARIABLES)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dta.x == 1 | line 1, column 1: undeclared reference to 'dta'.",
        "type == 1 | line 1, column 6: found no matching overload",
        "1 + 1 | line 1, column 3: expected type 'bool' but found 'int'.",
        "data.x == | line 1, column 10: mismatched input",
        "data.name.startWith('a') | line 1, column 20: undeclared reference to 'startWith'",
        "type.matches('[') | line 1,"
      })
  void refuses_withPositionAndReason(String text, String expected) {
    assertThatThrownBy(() -> Conditions.compile(text))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageStartingWith("HKS1102: The condition '" + text + "' is wrong at ")
        .hasMessageContaining(expected);
  }

  @Test
  void refuses_whatIsTooLongOrTooDeep() {
    assertThatThrownBy(() -> Conditions.compile("true || ".repeat(1_000) + "true"))
        .isInstanceOf(InvalidConditionException.class);
    assertThatThrownBy(() -> Conditions.compile("(".repeat(100) + "true" + ")".repeat(100)))
        .isInstanceOf(InvalidConditionException.class);
  }

  @Test
  void paths_areWhatIsReadBelowDataAndChanges() {
    var condition =
        Conditions.compile(
            "data.a.b == 1 || has(data.c) || data['d'].e > 2 || 'x' in changes\n || changes.f.to == data.lines.filter(l, l.q == data.g)[0]");
    assertThat(condition.paths())
        .extracting(path -> String.join(".", path.names()))
        .containsExactlyInAnyOrder(
            "data.a.b", "data.c", "data.d.e", "changes.f.to", "data.lines", "data.g");
    assertThat(condition.paths())
        .filteredOn(path -> path.names().contains("f"))
        .allSatisfy(path -> assertThat(path.line()).isEqualTo(2));
  }
}
