package io.hookstone.depot.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChangeSummaryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                              | ``",
        "{\"version\":{\"from\":0,\"to\":1}}                             | ``",
        "{\"price\":{\"from\":9.50,\"to\":10.00}}                        | price 9.50 -> 10.00",
        "{\"paidAt\":{\"from\":null,\"to\":\"x\"}}                       | paidAt none -> x",
        "{\"address\":{\"from\":{},\"to\":{\"city\":\"X\"}}}             | address",
        "{\"tags\":{\"added\":[\"sale\"],\"removed\":[\"new\"]}}         | tags +sale -new",
        "{\"a\":{\"to\":1},\"b\":{\"to\":2},\"c\":{\"to\":3}}            "
            + "| a none -> 1, b none -> 2, …",
        "{\"a\":{\"to\":1},\"status\":{\"from\":\"NEW\",\"to\":\"PAID\"}}"
            + "| status NEW -> PAID, a none -> 1",
      })
  void saysWhatChanged(String changes, String words) {
    JsonMapper json = Inspection.exactJson();

    assertThat(ChangeSummary.of(json.readTree(changes))).isEqualTo(words);
  }
}
