package io.hookstone.depot.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final EntityKey ORDER = new EntityKey("Order", "17");
  private static final EntityKey PRODUCT = new EntityKey("Product", "3");
  private static final Change ORDER_CREATED = new Change(ORDER, Operation.CREATE);
  private static final Change ORDER_UPDATED = new Change(ORDER, Operation.UPDATE);
  private static final Change PRODUCT_UPDATED = new Change(PRODUCT, Operation.UPDATE);

  private final Ledger ledger = new Ledger();
  private final Inbox warehouse = new Inbox("warehouse", Subscription.of("*"));
  private final Inbox crm = new Inbox("crm", Subscription.of("order.*"));

  @Test
  void isClean_whenEveryEndpointGotWhatItSubscribedTo() {
    commitOrder();
    arrives(warehouse, "msg_1", ORDER_CREATED);
    arrives(warehouse, "msg_2", PRODUCT_UPDATED);
    arrives(crm, "msg_1", ORDER_CREATED);

    Comparison comparison = compare();

    assertThat(comparison).isEqualTo(new Comparison(3, 3, 3, 0, 0, 0, 0, List.of()));
    assertThat(comparison.clean()).isTrue();
  }

  @Test
  void findsMissing_perEndpoint() {
    commitOrder();
    arrives(warehouse, "msg_1", ORDER_CREATED);
    arrives(warehouse, "msg_2", PRODUCT_UPDATED);

    Comparison comparison = compare();

    assertThat(comparison.missing()).isEqualTo(1);
    assertThat(comparison.findings()).containsExactly("missing at crm: Order#17 created");
    assertThat(comparison.clean()).isFalse();
  }

  @Test
  void countsRepeatedChanges() {
    commit(ORDER_UPDATED);
    commit(ORDER_UPDATED);
    arrives(warehouse, "msg_1", ORDER_UPDATED);
    arrives(crm, "msg_1", ORDER_UPDATED);
    arrives(crm, "msg_2", ORDER_UPDATED);

    assertThat(compare().missing()).isEqualTo(1);

    arrives(warehouse, "msg_2", ORDER_UPDATED);
    assertThat(compare().clean()).isTrue();
  }

  @Test
  void tracesAPhantom_toTheRolledBackTransaction() {
    Draft draft = new Draft();
    draft.created(ORDER);
    ledger.rolledBack(draft);
    arrives(warehouse, "msg_1", ORDER_CREATED);

    Comparison comparison = compare();

    assertThat(comparison.phantom()).isEqualTo(1);
    assertThat(comparison.findings())
        .containsExactly("phantom at warehouse: Order#17 created (rolled back)");
    assertThat(ledger.rolledBack()).isEqualTo(1);
    assertThat(ledger.changes()).isZero();
  }

  @Test
  void findsAPhantom_whereNobodySubscribed() {
    commit(PRODUCT_UPDATED);
    arrives(warehouse, "msg_1", PRODUCT_UPDATED);
    arrives(crm, "msg_1", PRODUCT_UPDATED);

    assertThat(compare().phantom()).isEqualTo(1);
  }

  @Test
  void doesNotLetAPhantomMakeUpForAMissing() {
    commit(ORDER_CREATED);
    arrives(warehouse, "msg_1", ORDER_UPDATED);
    arrives(crm, "msg_1", ORDER_CREATED);

    assertThat(compare()).extracting(Comparison::missing, Comparison::phantom).contains(1L, 1L);
  }

  @Test
  void toleratesDuplicates_withTheSameBytes() {
    commit(PRODUCT_UPDATED);

    assertThat(arrives(warehouse, "msg_1", PRODUCT_UPDATED)).isEqualTo(Inbox.Arrival.FIRST);
    assertThat(arrives(warehouse, "msg_1", PRODUCT_UPDATED)).isEqualTo(Inbox.Arrival.DUPLICATE);

    assertThat(compare()).isEqualTo(new Comparison(1, 1, 2, 1, 0, 0, 0, List.of()));
  }

  @Test
  void isInvalid_whenARepeatHasOtherBytes() {
    commit(PRODUCT_UPDATED);
    arrives(warehouse, "msg_1", PRODUCT_UPDATED);

    assertThat(warehouse.accept(receipt("msg_1", PRODUCT_UPDATED, "other")))
        .isEqualTo(Inbox.Arrival.ALTERED);
    assertThat(compare().invalid()).isEqualTo(1);
  }

  @Test
  void isInvalid_whenTwoEndpointsGetDifferentBytes() {
    commit(ORDER_CREATED);
    arrives(warehouse, "msg_1", ORDER_CREATED);
    crm.accept(receipt("msg_1", ORDER_CREATED, "other"));

    assertThat(compare().invalid()).isEqualTo(1);
  }

  @Test
  void countsFaultsAndRefusals_asInvalid() {
    commit(PRODUCT_UPDATED);
    warehouse.refuse();
    warehouse.accept(
        new Receipt("msg_1", PRODUCT_UPDATED, "same", NOON, "", List.of("it leaks a hash")));

    assertThat(compare().invalid()).isEqualTo(2);
    assertThat(compare().missing()).isZero();
  }

  private Comparison compare() {
    return Comparison.of(ledger, List.of(warehouse, crm));
  }

  private void commitOrder() {
    Draft draft = new Draft();
    draft.created(ORDER);
    draft.updated(PRODUCT);
    ledger.committed(draft, NOON);
  }

  private void commit(Change change) {
    Draft draft = new Draft();
    switch (change.operation()) {
      case CREATE -> draft.created(change.key());
      case UPDATE -> draft.updated(change.key());
      case DELETE -> draft.deleted(change.key());
    }
    ledger.committed(draft, NOON);
  }

  private static Inbox.Arrival arrives(Inbox inbox, String webhookId, Change change) {
    return inbox.accept(receipt(webhookId, change, "same"));
  }

  private static Receipt receipt(String webhookId, Change change, String digest) {
    return new Receipt(webhookId, change, digest, NOON, "", List.of());
  }
}
