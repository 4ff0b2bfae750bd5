package io.hookstone.depot.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.depot.ledger.Change;
import io.hookstone.depot.ledger.EntityKey;
import io.hookstone.depot.ledger.Inbox;
import io.hookstone.depot.ledger.Operation;
import io.hookstone.depot.ledger.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static final Instant AT = Instant.parse("2026-11-21T14:30:00.120Z");
  private static final Change PAID = change("Order", "17", Operation.UPDATE);

  private final Lines lines = new Lines(new Palette(false), ZoneOffset.UTC);

  @Test
  void showsACommit() {
    List<Change> changes = List.of(PAID, change("InventoryTransaction", "40", Operation.CREATE));

    assertThat(lines.committed(AT, "order 17 paid", changes))
        .isEqualTo(
            "14:30:00.120  commit    order 17 paid\n"
                + "                        Order#17 updated, InventoryTransaction#40 created");
    assertThat(lines.committed(AT, "order 17 paid", List.of(PAID)))
        .isEqualTo("14:30:00.120  commit    order 17 paid                     Order#17 updated");
  }

  @Test
  void showsARollback_inTheSameColumns() {
    assertThat(lines.rolledBack(AT, "order 17 paid", "payment declined"))
        .isEqualTo("14:30:00.120  rollback  order 17 paid                     payment declined");
  }

  @Test
  void showsAReceipt() {
    assertThat(lines.received("warehouse", receipt(), Inbox.Arrival.FIRST, Duration.ofMillis(38)))
        .isEqualTo(
            "  -> warehouse  order.updated                #17       "
                + "signature ok   38 ms  status NEW -> PAID");
  }

  @Test
  void marksWhatIsWrong() {
    Receipt leaking = new Receipt("msg_1", PAID.event(), "", AT, "", List.of("it leaks"));

    assertThat(lines.received("crm", leaking, Inbox.Arrival.ALTERED, null))
        .contains("never committed")
        .endsWith("ALTERED  INVALID: it leaks");
    assertThat(lines.received("crm", receipt(), Inbox.Arrival.DUPLICATE, Duration.ZERO))
        .endsWith("again");
    assertThat(lines.refused("crm", "signature: No matching signature"))
        .isEqualTo("  -> crm        REFUSED  signature: No matching signature");
  }

  @Test
  void countsChangesOfOneKind() {
    List<Change> changes =
        List.of(
            PAID,
            change("Product", "1", Operation.UPDATE),
            change("Product", "2", Operation.UPDATE));

    assertThat(Lines.groups(changes)).containsExactly("Order#17 updated", "2 Product updated");
    assertThat(Lines.groups(List.of())).containsExactly("nothing changed");
  }

  @Test
  void breaksLinesAtEightyColumns() {
    String word = "x".repeat(26);

    assertThat(Lines.wrapped(List.of(word, word, word)))
        .isEqualTo("\n" + " ".repeat(24) + word + ", " + word + ",\n" + " ".repeat(24) + word);
  }

  @Test
  void shortensUuids() {
    Change change = change("Customer", "d2e162c7-4dfc-4a28-a14e-46623ad63b8d", Operation.CREATE);

    assertThat(Lines.groups(List.of(change))).containsExactly("Customer#d2e162c7 created");
  }

  @Test
  void coloursOnlyWhereAsked() {
    Lines coloured = new Lines(new Palette(true), ZoneOffset.UTC);

    assertThat(coloured.rolledBack(AT, "order", "declined")).contains("\u001b[33m");
    assertThat(lines.rolledBack(AT, "order", "declined")).doesNotContain("\u001b");
  }

  private static Receipt receipt() {
    return new Receipt("msg_1", PAID.event(), "", AT, "status NEW -> PAID", List.of());
  }

  private static Change change(String entity, String id, Operation operation) {
    return new Change(new EntityKey(entity, id), operation);
  }
}
