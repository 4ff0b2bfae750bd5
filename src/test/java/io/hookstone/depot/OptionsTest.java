package io.hookstone.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void tradesUntilStopped_withoutArguments() throws Exception {
    assertThat(Options.parse()).isEqualTo(new Options(false, 200, 17, 60, false));
  }

  @Test
  void readsEveryOption() throws Exception {
    assertThat(Options.parse("--once", "--orders=5", "--seed=-3", "--patience=7"))
        .isEqualTo(new Options(true, 5, -3, 7, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--orders=abc", "--orders=", "--orders", "--orders=0", "--orders=-1"})
  void namesKeyValueAndBounds_ofABadNumber(String argument) {
    assertThatThrownBy(() -> Options.parse("--once", argument))
        .isInstanceOf(Options.BadArguments.class)
        .hasMessageStartingWith("'--orders' is '")
        .hasMessageContaining("from 1 to 1000000");
  }

  @Test
  void refusesANumberBeyondAnyBound() {
    assertThatThrownBy(() -> Options.parse("--once", "--seed=99999999999999999999"))
        .isInstanceOf(Options.BadArguments.class)
        .hasMessageContaining("99999999999999999999");
  }

  @Test
  void listsTheKnownOptions_forAnUnknownOne() {
    assertThatThrownBy(() -> Options.parse("--order=5"))
        .isInstanceOf(Options.BadArguments.class)
        .hasMessageContaining("'--order=5'")
        .hasMessageContaining("--once, --orders, --seed, --patience, --help");
  }

  @Test
  void refusesOrders_withoutOnce() {
    assertThatThrownBy(() -> Options.parse("--orders=5"))
        .isInstanceOf(Options.BadArguments.class)
        .hasMessageContaining("--once");
  }

  @Test
  void refusesAValue_forAFlag() {
    assertThatThrownBy(() -> Options.parse("--once=yes"))
        .isInstanceOf(Options.BadArguments.class)
        .hasMessageContaining("takes no value");
  }
}
