package io.hookstone.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "window, window, 0",
    "windo, window, 1",
    "winddow, window, 1",
    "wondow, window, 1",
    "widnow, window, 1",
    "kitten, sitting, 3",
    "ca, abc, 3",
    "ture, true, 1",
  })
  void countsEdits(String one, String other, int edits) {
    assertThat(NearestNames.distance(one, other)).isEqualTo(edits);
    assertThat(NearestNames.distance(other, one)).isEqualTo(edits);
  }

  @Test
  void nearestIsBoundByLength() {
    List<String> names = List.of("url", "events", "description");
    assertThat(NearestNames.nearest("uri", names)).contains("url");
    assertThat(NearestNames.nearest("foo", names)).isEmpty();
    assertThat(NearestNames.nearest("event", names)).contains("events");
    assertThat(NearestNames.nearest("Descripton", names)).contains("description");
  }
}
