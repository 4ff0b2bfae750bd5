package io.hookstone.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.change.Origin;
import io.hookstone.change.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeSetCodecTest {

  private static ChangeSet changeSet(EntityChange... changes) {
    return new ChangeSet(
        UUID.fromString("0193abcd-0000-7000-8000-00000000beef"),
        Instant.parse("2026-11-21T12:00:00.123456Z"),
        "acme",
        7L,
        List.of(changes));
  }

  private static EntityChange created(String data) {
    return new EntityChange(new EntityRef("Order", "1"), Operation.CREATE, data, null);
  }

  private static ChangeSet again(ChangeSet changeSet) {
    return ChangeSetCodec.decode(ChangeSetCodec.encode(changeSet), changeSet.tenantId());
  }

  @Test
  void readsWhatItWrote_toTheByte() {
    var changeSet =
        changeSet(
            created("{\"z\":1.500,\"a\":\"\u00fcn\u00efc\u00f6d\u00e9 \ud83d\udc8a\",\"n\":null}"),
            new EntityChange(
                new EntityRef("Order", "{\"a\":1}"),
                Operation.UPDATE,
                "{ \"spaced\" : [1, 2] }",
                "{\"a\":{\"from\":1,\"to\":2}}"),
            new EntityChange(new EntityRef("Line", "x"), Operation.DELETE, "{}", null));

    assertThat(again(changeSet)).isEqualTo(changeSet);
  }

  @Test
  void keepsWhatItWasTriggeredBy() {
    var plain = changeSet(created("{}"));
    for (var endpointId : Arrays.asList(null, UUID.randomUUID())) {
      var triggered =
          new ChangeSet(
              plain.transactionId(),
              plain.occurredAt(),
              plain.tenantId(),
              plain.revision(),
              plain.changes(),
              new Trigger(Origin.TEST, "order.shipped", endpointId));

      assertThat(again(triggered)).isEqualTo(triggered);
    }
  }

  static List<String> extremes() {
    return List.of(
        "{\"number\":" + "9".repeat(20_000) + "}",
        "{\"decimal\":1." + "9".repeat(20_000) + "}",
        "{\"" + "k".repeat(100_000) + "\":1}",
        "{\"deep\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}");
  }

  /** What was committed must come out again, whatever limits a parser has by default. */
  @ParameterizedTest
  @MethodSource("extremes")
  void hasNoLimits_thatWouldLoseAChange(String data) {
    assertThat(again(changeSet(created(data)))).isEqualTo(changeSet(created(data)));
  }

  @Test
  void skipsNames_ofANewerVersion() {
    var text =
        new String(ChangeSetCodec.encode(changeSet(created("{}"))), StandardCharsets.UTF_8)
            .replace("\"changes\":[{", "\"new\":{\"a\":[1]},\"changes\":[{\"other\":[{}],");

    assertThat(ChangeSetCodec.decode(text.getBytes(StandardCharsets.UTF_8), "acme"))
        .isEqualTo(changeSet(created("{}")));
  }

  @Test
  void refusesWhatIsNoRow() {
    assertThatThrownBy(() -> ChangeSetCodec.decode("[]".getBytes(StandardCharsets.UTF_8), null))
        .hasMessageContaining("HKS0301");
    assertThatThrownBy(() -> ChangeSetCodec.decode("{}".getBytes(StandardCharsets.UTF_8), null))
        .hasMessageContaining("HKS0302");
  }
}
