package io.hookstone.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes into an outbox row comes out of it. */
class EventNameCodecTest {

  @Test
  void carriesBothNamesOfAnEntity() {
    var renamed =
        new EntityChange(
            new EntityRef("CrmPerson", "1", "Contact"), Operation.UPDATE, "{\"id\":1}", "{}");
    var plain = new EntityChange(new EntityRef("Order", "2"), Operation.UPDATE, "{}", null);
    var changeSet =
        new ChangeSet(
            new UUID(1, 2),
            Instant.parse("2026-11-21T08:30:00Z"),
            "t",
            null,
            List.of(renamed, plain));
    var bytes = ChangeSetCodec.encode(changeSet);
    assertThat(ChangeSetCodec.decode(bytes, "t")).isEqualTo(changeSet);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).containsOnlyOnce("eventName");
  }
}
