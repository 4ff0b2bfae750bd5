package io.hookstone.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointPoliciesTest {

  @Test
  void readsWhatItWrote() {
    var policies =
        new EndpointPolicies(
            new PayloadShape(true, List.of("id", "customer.name"), List.of("a"), true, true, 5_000),
            new BatchDelivery(100, 50_000, Duration.ofMillis(1_500)));

    assertThat(EndpointPolicies.read(policies.text())).isEqualTo(policies);
  }

  @Test
  void isNull_whereNothingIsSaid() {
    assertThat(EndpointPolicies.DEFAULT.text()).isNull();
    assertThat(EndpointPolicies.read(null)).isEqualTo(EndpointPolicies.DEFAULT);
  }

  @Test
  void skipsNames_ofANewerVersion() {
    var text =
        Objects.requireNonNull(
            new EndpointPolicies(PayloadShape.FULL.asThin(), BatchDelivery.SINGLE).text());

    assertThat(EndpointPolicies.read(text.replaceFirst("\\{", "{\"ordering\":\"entity\",")))
        .extracting(policies -> policies.payload().thin())
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"1023", "67108865", "-1"})
  void refusesALimit_outOfRange(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadShape.FULL.limitedTo(bytes))
        .withMessageStartingWith("HKS0522: 'max-size' is '%d'".formatted(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2048, 0, HKS0523: 'batch.max-events' is '0'",
    "1001, 2048, 0, HKS0523: 'batch.max-events' is '1001'",
    "5, 1, 0, HKS0524: 'batch.max-size' is '1'",
    "5, 2048, -1, HKS0525: 'batch.max-wait' is 'PT-0.001S'",
    "5, 2048, 10001, HKS0525: 'batch.max-wait' is 'PT10.001S'"
  })
  void refusesABatch_outOfRange(int events, int bytes, long waitMillis, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchDelivery(events, bytes, Duration.ofMillis(waitMillis)))
        .withMessageStartingWith(message);
  }
}
