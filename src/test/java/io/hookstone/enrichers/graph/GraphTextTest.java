package io.hookstone.enrichers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.enrichers.graph.GraphText.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTextTest {

  @Test
  void reads_attributesNamesAndWhatIsBelow() {
    assertThat(
            GraphText.parse("customer(name, email), lineItems : lines( sku:product.sku,quantity )"))
        .containsExactly(
            new Field(
                null,
                "customer",
                List.of(new Field(null, "name", null), new Field(null, "email", null))),
            new Field(
                "lineItems",
                "lines",
                List.of(new Field("sku", "product.sku", null), new Field(null, "quantity", null))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1 | the name of an attribute",
        "a, | 3 | the name of an attribute",
        "a: | 3 | the name of an attribute",
        "a() | 3 | the name of an attribute",
        "a(b | 4 | a comma or a closing parenthesis",
        "a b | 3 | a comma or the end",
        "a) | 2 | a comma or the end",
        "'a: b: c' | 5 | a comma or the end",
      })
  void refuses_whatIsMalformed_withThePosition(String text, int position, String expected) {
    assertThatThrownBy(() -> GraphText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "HKS1015: The graph '%s' is malformed at character %d: expected %s.",
            text, position, expected);
  }

  @Test
  void refuses_whatWouldNeedADeepStack() {
    assertThatThrownBy(() -> GraphText.parse("a(".repeat(100_000)))
        .hasMessageContaining("at most 16 levels");
  }
}
