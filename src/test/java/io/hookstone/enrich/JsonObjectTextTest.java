package io.hookstone.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonObjectTextTest {

  @Test
  void returnsTheSameText_withoutAdditions() {
    assertThat(JsonObjectText.with("{ \"a\" : 1.50 }", Map.of())).isEqualTo("{ \"a\" : 1.50 }");
  }

  @Test
  void addsAtTheEnd_andReplacesInPlaceWhatHasTheSameName_leavingTheRestToTheByte() {
    var additions = new LinkedHashMap<String, String>();
    additions.put("b", "[1]");
    additions.put("new \"one\"", "null");

    assertThat(
            JsonObjectText.with("{\"a\":1.500,\"b\":{\"x\":1},\"c\":\"\ud83d\udc8a\"}", additions))
        .isEqualTo("{\"a\":1.500,\"b\":[1],\"c\":\"\ud83d\udc8a\",\"new \\\"one\\\"\":null}");
    assertThat(JsonObjectText.with("{}", Map.of("a", "1"))).isEqualTo("{\"a\":1}");
  }

  @Test
  void hasNoLimits_thatWouldLoseAnEvent() {
    var number = "9".repeat(20_000);
    var deep = "[".repeat(1_000) + "]".repeat(1_000);
    var name = "k".repeat(100_000);
    var object = "{\"%s\":%s,\"deep\":%s}".formatted(name, number, deep);

    assertThat(JsonObjectText.with(object, Map.of("a", "1")))
        .isEqualTo("{\"%s\":%s,\"deep\":%s,\"a\":1}".formatted(name, number, deep));
  }
}
