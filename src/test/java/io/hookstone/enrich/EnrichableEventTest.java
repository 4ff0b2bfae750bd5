package io.hookstone.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrichableEventTest {

  private static EnrichableEvent event(String id) {
    var change = new EntityChange(new EntityRef("Order", id), Operation.CREATE, "{\"a\":1}", null);
    return EnrichableEvent.of(
            new ChangeSet(UUID.randomUUID(), Instant.EPOCH, null, null, List.of(change)))
        .get(0);
  }

  @Test
  void hasItsId_inTheTypeThatIsAskedFor() {
    record Key(int shop, String sku) {}

    assertThat(event("7").id(Long.class)).isEqualTo(7L);
    assertThat(event("7").id(String.class)).isEqualTo("7");
    assertThat(event("{\"shop\":1,\"sku\":\"x\"}").id(Key.class)).isEqualTo(new Key(1, "x"));
  }

  @Test
  void hasTheSameData_afterADatabaseHasKeptIt_whateverTextIsAdded() {
    var event = event("7");
    event.put("broken", "a\ud83d b");
    event.put("whole", "\ud83d\udc8a");

    assertThat(event.data()).startsWith("{\"a\":1,\"broken\":\"a");
    assertThat(new String(event.data().getBytes(UTF_8), UTF_8)).isEqualTo(event.data());
  }
}
