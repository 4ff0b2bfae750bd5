package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, anything.at.all, true",
    "Order, Order, true",
    "Order, Orders, false",
    "Order, order, false",
    "Order*, Order, true",
    "Order*, OrderLine, true",
    "*Line, OrderLine, true",
    "*Line, OrderLines, false",
    "O?der, Order, true",
    "O?der, Oder, false",
    "?, '', false",
    "com.acme.*, com.acme.Order, true",
    "com.acme.*, comXacme.Order, false",
    "*a*b*c, xaybzc, true",
    "*a*b*c, xaybz, false",
    "*aab, aaaab, true",
    "**, x, true",
    "a**?, ab, true",
    "$[x]+, $[x]+, true",
  })
  void matches(String pattern, String text, boolean expected) {
    assertThat(new Glob(pattern, false).matches(text)).isEqualTo(expected);
  }

  @Test
  void ignoresCase_whenToldSo() {
    assertThat(new Glob("*ApiKey*", true).matches("myAPIKEY2")).isTrue();
    assertThat(new Glob("TITLE", true).matches("title")).isTrue();
    assertThat(new Glob("user.password", true).matches("User.passWord")).isTrue();
  }

  @Test
  @Timeout(5)
  void hostilePatternsCostLittle() {
    assertThat(new Glob("*a".repeat(200) + "b", false).matches("a".repeat(20_000))).isFalse();
  }

  @Test
  void refusesBlank() {
    assertThatThrownBy(() -> new Glob(" ", false)).hasMessage("A glob must not be blank.");
  }
}
