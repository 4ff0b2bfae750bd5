package io.hookstone.depot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.depot.ledger.Comparison;
import io.hookstone.depot.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void isOneLineOfJson() {
    Comparison clean = new Comparison(8, 8, 9, 1, 0, 0, 0, List.of());

    Report report = new Report(5, new Ledger(), clean, Duration.ofMillis(2_340));

    assertThat(report.json())
        .isEqualTo(
            "{\"orders\":5,\"transactions\":0,\"rolledBack\":0,\"changes\":0,\"events\":0,"
                + "\"expected\":8,\"deliveries\":8,\"verified\":9,\"duplicates\":1,"
                + "\"invalid\":0,\"missing\":0,\"phantom\":0,\"seconds\":2.340,\"types\":{"
                + "\"inventory.adjusted\":0,\"inventory.received\":0,"
                + "\"inventory.transferred\":0,\"stockMovement.created\":0,"
                + "\"stockMovement.shipped\":0,\"stockMovement.received\":0,"
                + "\"stockMovement.canceled\":0,\"purchaseOrder.created\":0,"
                + "\"purchaseOrder.placed\":0,\"purchaseOrder.received\":0,"
                + "\"product.created\":0,\"product.updated\":0}}");
  }

  @Test
  void succeeds_inSpiteOfDuplicates() {
    assertThat(exitStatus(new Comparison(8, 8, 9, 1, 0, 0, 0, List.of()))).isZero();
  }

  @Test
  void fails_onAnythingMissingPhantomOrInvalid() {
    assertThat(exitStatus(new Comparison(8, 7, 7, 0, 1, 0, 0, List.of()))).isEqualTo(1);
    assertThat(exitStatus(new Comparison(8, 9, 9, 0, 0, 1, 0, List.of()))).isEqualTo(1);
    assertThat(exitStatus(new Comparison(8, 8, 8, 0, 0, 0, 1, List.of()))).isEqualTo(1);
  }

  private static int exitStatus(Comparison comparison) {
    return new Report(5, new Ledger(), comparison, Duration.ZERO).exitStatus();
  }
}
