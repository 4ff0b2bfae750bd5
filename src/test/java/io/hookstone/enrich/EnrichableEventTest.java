package io.hookstone.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  @Test
  void refusesAdditions_thatWouldBreakItsData() {
    var event = event("7");

    assertThatThrownBy(() -> event.put("x", new RenderedValue("{broken")))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> event.put("x", new RenderedValue("1,\"y\":2")))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> event.put("x", Map.of("k", new RenderedValue(""))))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> event.put(nothing(), 1)).isInstanceOf(NullPointerException.class);

    assertThat(event.data()).isEqualTo("{\"a\":1}");
  }

  @SuppressWarnings("NullAway")
  private static String nothing() {
    return null;
  }

  @Test
  void hasTheSameData_whateverNamesAreAdded() {
    var event = event("7");
    event.put("bro\ud83dken", 1);

    assertThat(new String(event.data().getBytes(UTF_8), UTF_8)).isEqualTo(event.data());
  }

  @Test
  void keepsAReplacedPropertyInItsPlace_asTheIdentifierIsTheFirst() {
    var event = event("7");
    event.put("b", 2);
    event.put("a", 3);

    assertThat(event.data()).isEqualTo("{\"a\":3,\"b\":2}");
  }
}
