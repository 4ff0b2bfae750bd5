package io.hookstone.depot.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final EntityKey ORDER = new EntityKey("Order", "17");
  private static final EntityKey PRODUCT = new EntityKey("Product", "3");
  private static final Event ORDER_CREATED = new Event(ORDER, "order.created");
  private static final Event ORDER_UPDATED = new Event(ORDER, "order.updated");
  private static final Event PRODUCT_UPDATED = new Event(PRODUCT, "product.updated");

  private final Ledger ledger = new Ledger();
  private final Inbox warehouse = new Inbox("warehouse", "standard", Subscription.of("*"));
  private final Inbox crm = new Inbox("crm", "standard", Subscription.of("order.*"));

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
    assertThat(comparison.findings()).containsExactly("missing at crm: Order#17 order.created");
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
        .containsExactly("phantom at warehouse: Order#17 order.created (rolled back)");
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
  void bodiesDiffer_betweenFormats() {
    Inbox other = new Inbox("crm", "cloudevents", Subscription.of("order.*"));
    commit(ORDER_CREATED);
    arrives(warehouse, "msg_1", ORDER_CREATED);
    other.accept(receipt("msg_1", ORDER_CREATED, "other"));

    assertThat(Comparison.of(ledger, List.of(warehouse, other)).clean()).isTrue();
  }

  @Test
  void expectsEventsOfTheApplicationsOwn_andOnlyFromWhereTheyAreWanted() {
    Event shipped = new Event(new EntityKey("StockMovement", "1"), "stockMovement.shipped");
    Event elsewhere = new Event(new EntityKey("StockMovement", "2"), "stockMovement.shipped");
    Draft draft = new Draft();
    for (Event event : List.of(shipped, elsewhere)) {
      draft.updated(event.key());
      draft.also(event.key(), event.type());
    }
    draft.concerns(shipped.key(), "A-01");
    draft.concerns(elsewhere.key(), "B-01");
    ledger.committed(draft, NOON);
    Inbox hall =
        new Inbox("hall-a", "openboxes", Subscription.of("stockMovement.shipped").from("A-01"));
    arrives(hall, "evt-1", shipped);

    assertThat(Comparison.of(ledger, List.of(hall)).clean()).isTrue();
    assertThat(ledger.changes()).isEqualTo(2);
    assertThat(ledger.events()).isEqualTo(4);
    assertThat(ledger.times("stockMovement.shipped")).isEqualTo(2);

    arrives(hall, "evt-2", elsewhere);
    assertThat(Comparison.of(ledger, List.of(hall)).phantom()).isEqualTo(1);
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

  private void commit(Event event) {
    Draft draft = new Draft();
    if (event.type().endsWith(".created")) {
      draft.created(event.key());
    } else {
      draft.updated(event.key());
    }
    ledger.committed(draft, NOON);
  }

  private static Inbox.Arrival arrives(Inbox inbox, String webhookId, Event event) {
    return inbox.accept(receipt(webhookId, event, "same"));
  }

  private static Receipt receipt(String webhookId, Event event, String digest) {
    return new Receipt(webhookId, event, digest, NOON, "", List.of());
  }
}
