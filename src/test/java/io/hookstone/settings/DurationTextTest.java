package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "100ms, 100",
    "15s, 15000",
    "5m, 300000",
    "2h, 7200000",
    "30d, 2592000000",
    "0s, 0",
    "PT15S, 15000",
    "pt0.5s, 500",
    "P1DT1H, 90000000",
    "PT-5S, -5000",
    "-PT5S, -5000",
  })
  void parses(String text, long millis) {
    assertThat(DurationText.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 parsecs",
        "10",
        "ms",
        "-5s",
        "1.5s",
        "5M",
        "5 s",
        "1h30m",
        "P",
        "PT",
        "PT5X",
        "PT99999999999999999999S",
        "9999999999999s",
        "\u0665s"
      })
  void refuses(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "1ms", "1500ms", "15s", "90s", "5m", "2h", "24h", "30d"})
  void formatsAsItParses(String text) {
    assertThat(DurationText.format(DurationText.parse(text).orElseThrow())).isEqualTo(text);
  }

  @Test
  void settingsTolerateWhitespaceAround() {
    assertThat(Configured.with("hookstone.batch.window", " 1s\t").read().batch().window())
        .isEqualTo(Duration.ofSeconds(1));
  }
}
