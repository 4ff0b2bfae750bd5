package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.event.EventQuery;
import io.hookstone.event.Page;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Looking at events and deliveries, by API and by HQL. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class AdminContract {

  private Receiver receiver;
  private TestApplication app;
  private Instant before;
  private Instant between;
  private UUID erp;
  private UUID failing;
  private Long order;

  abstract TestDatabase database();

  @BeforeAll
  void commitSome() {
    receiver = Receiver.start();
    receiver.answer(
        (webhook, request) ->
            request
                .response()
                .setStatusCode(webhook.headers().containsKey("x-fail") ? 500 : 204)
                .end());
    before = Instant.now().minusSeconds(1);
    app =
        TestApplication.on(database())
            .entities(Shop.entities())
            .with("hookstone.batch.window", "10ms")
            .with("hookstone.retry.schedule", "1h")
            .start();
    var endpoints = app.hookstone().endpoints();
    erp = endpoints.register(NewEndpoint.to(receiver.url())).endpoint().id();
    failing =
        endpoints
            .register(
                NewEndpoint.to(receiver.url()).events("order.updated").header("X-Fail", "yes"))
            .endpoint()
            .id();
    order = Shop.order(app, "one");
    Shop.customer(app, "two");
    awaitDeliveries(2);
    between =
        app.hookstone()
            .events()
            .list(EventQuery.where().limit(1))
            .items()
            .get(0)
            .occurredAt()
            .plusNanos(1_000);
    app.inTransaction(session -> session.find(Shop.Order.class, order).name = "changed");
    Shop.order(app, "three");
    awaitDeliveries(5);
  }

  private void awaitDeliveries(int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(deliveries(DeliveryQuery.where()))
                    .hasSize(count)
                    .allSatisfy(delivery -> assertThat(delivery.attempts()).isEqualTo(1)));
  }

  @AfterAll
  void close() {
    app.close();
    receiver.close();
  }

  private List<String> events(EventQuery query) {
    return app.hookstone().events().list(query).items().stream().map(WebhookEvent::type).toList();
  }

  private List<WebhookDelivery> deliveries(DeliveryQuery query) {
    return app.hookstone().deliveries().list(query).items();
  }

  @Test
  void listsEvents_newestFirst() {
    assertThat(events(EventQuery.where()))
        .containsExactly("order.created", "order.updated", "customer.created", "order.created");
  }

  @Test
  void filtersEvents_byType_pattern_andList() {
    assertThat(events(EventQuery.where().type("order.updated"))).containsExactly("order.updated");
    assertThat(events(EventQuery.where().type("order.*"))).hasSize(3);
    assertThat(events(EventQuery.where().type("*.created"))).hasSize(3);
    assertThat(events(EventQuery.where().type("*"))).hasSize(4);
    assertThat(events(EventQuery.where().type("*.deleted"))).isEmpty();
    assertThat(events(EventQuery.where().type("order_.*"))).isEmpty();
    assertThat(events(EventQuery.where().type(" order.updated , customer.* ")))
        .containsExactly("order.updated", "customer.created");
  }

  @Test
  void filtersEvents_byEntity_transaction_tenant_andTime() {
    var mine = EventQuery.where().entity("Order", order);
    assertThat(events(mine)).containsExactly("order.updated", "order.created");
    assertThat(events(EventQuery.where().entity("Customer"))).containsExactly("customer.created");
    var updated = app.hookstone().events().list(mine).items().get(0);
    assertThat(events(EventQuery.where().transactionId(updated.transactionId())))
        .containsExactly("order.updated");
    assertThat(events(EventQuery.where().tenantId("acme"))).isEmpty();
    assertThat(events(EventQuery.where().since(between)))
        .containsExactly("order.created", "order.updated");
    assertThat(events(EventQuery.where().until(between)))
        .containsExactly("customer.created", "order.created");
    assertThat(events(EventQuery.where().since(before).until(before))).isEmpty();
    assertThat(events(mine.type("*.updated").since(between).limit(1)))
        .containsExactly("order.updated");
    assertThat(app.hookstone().events().find(updated.id()).orElseThrow().data())
        .isEqualTo(updated.data());
    assertThat(app.hookstone().events().find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void filtersDeliveries_byEverything() {
    var all = DeliveryQuery.where();
    assertThat(deliveries(all.endpoint(erp))).hasSize(4);
    assertThat(deliveries(all.status(DeliveryStatus.DELIVERED))).hasSize(4);
    assertThat(deliveries(all.status(DeliveryStatus.RETRYING)))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.endpointId()).isEqualTo(failing);
              assertThat(deliveries(all.event(delivery.eventId()))).hasSize(2);
            });
    assertThat(deliveries(all.status(DeliveryStatus.DEAD))).isEmpty();
    assertThat(deliveries(all.type("order.*"))).hasSize(4);
    assertThat(deliveries(all.type("order.updated"))).hasSize(2);
    assertThat(deliveries(all.type("customer.*,order.updated"))).hasSize(3);
    assertThat(deliveries(all.type("*"))).hasSize(5);
    assertThat(deliveries(all.entity("Customer"))).hasSize(1);
    assertThat(deliveries(all.entity("Order", order))).hasSize(3);
    assertThat(deliveries(all.since(before))).hasSize(5);
    assertThat(deliveries(all.until(before))).isEmpty();
    assertThat(deliveries(all.entity("Order", order).type("*.created").endpoint(erp))).hasSize(1);
    assertThat(app.hookstone().deliveries().find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void walksThroughPages_withoutDuplicatesOrGaps_whileNewOnesArrive() {
    try (var own =
        TestApplication.on(database())
            .entities(Shop.entities())
            .with("hookstone.batch.window", "10ms")
            .endpoint("erp", receiver)
            .start()) {
      for (int i = 0; i < 20; i++) {
        Shop.order(own, "old " + i);
      }
      await().until(() -> all(own).size() == 20);
      var old = new HashSet<>(all(own));
      var admin = own.hookstone();

      var events = walk(own, after -> admin.events().list(page(after)), WebhookEvent::id);
      var ids =
          walk(
              own,
              after ->
                  admin
                      .deliveries()
                      .list(
                          after == null
                              ? DeliveryQuery.where().limit(3)
                              : DeliveryQuery.where().limit(3).after(after)),
              WebhookDelivery::eventId);

      assertThat(events).doesNotHaveDuplicates().containsAll(old);
      assertThat(ids).doesNotHaveDuplicates().containsAll(old);
    }
  }

  private static EventQuery page(@Nullable UUID after) {
    var query = EventQuery.where().limit(3);
    return after == null ? query : query.after(after);
  }

  private static List<UUID> all(TestApplication own) {
    return own.hookstone().deliveries().list(DeliveryQuery.where()).items().stream()
        .map(WebhookDelivery::eventId)
        .toList();
  }

  /** Commits something new between any two pages. */
  private static <T> List<UUID> walk(
      TestApplication own, Function<@Nullable UUID, Page<T>> list, Function<T, UUID> id) {
    var seen = new ArrayList<UUID>();
    UUID after = null;
    do {
      var page = list.apply(after);
      assertThat(page.items()).hasSizeBetween(1, 3);
      page.items().forEach(item -> seen.add(id.apply(item)));
      Shop.order(own, "new");
      after = page.next();
    } while (after != null);
    return seen;
  }

  @Test
  void endsExactlyAtTheLastRecord_whenItFillsThePage() {
    var page = app.hookstone().events().list(EventQuery.where().limit(4));

    assertThat(page.items()).hasSize(4);
    assertThat(page.nextKey()).isEmpty();
    assertThat(app.hookstone().events().list(EventQuery.where().limit(3)).nextKey()).isPresent();
  }

  @Test
  void answersHql_overAllRecords() {
    app.inTransaction(
        session -> {
          var statuses =
              session
                  .createSelectionQuery(
                      "select d.status, count(*) from io.hookstone.delivery.WebhookDelivery d"
                          + " join io.hookstone.event.WebhookEvent e on e.id = d.eventId"
                          + " join io.hookstone.endpoint.WebhookEndpoint p on p.id = d.endpointId"
                          + " where e.type = 'order.updated' and p.status = ACTIVE"
                          + " group by d.status order by d.status",
                      Object[].class)
                  .getResultList();
          assertThat(statuses).hasSize(2);
          assertThat(
                  session
                      .createSelectionQuery(
                          "select a.responseStatus from io.hookstone.delivery.WebhookAttempt a",
                          Integer.class)
                      .getResultList())
              .containsExactly(500);
        });
  }
}
