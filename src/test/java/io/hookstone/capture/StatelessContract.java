package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.capture.model.Graph.Address;
import io.hookstone.capture.model.Graph.Basket;
import io.hookstone.capture.model.Graph.Geo;
import io.hookstone.capture.model.Graph.Site;
import io.hookstone.capture.model.Ids;
import io.hookstone.capture.model.Item;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What stateless sessions do is told too. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatelessContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Item.class, Site.class, Basket.class, Ids.IdentityItem.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private List<WebhookEvent> of(Consumer<StatelessSession> work) {
    app.sessionFactory().inStatelessTransaction(work);
    return events.next();
  }

  private List<WebhookEvent> withoutTransaction(Consumer<StatelessSession> work) {
    app.sessionFactory().inStatelessSession(work);
    return events.next();
  }

  private Item item() {
    long id = ids.incrementAndGet();
    return new Item(id, "item" + id);
  }

  @Test
  void tellsInsertUpdateAndDelete() {
    var item = item();
    var created = of(session -> session.insert(item));
    assertThat(summary(created)).containsExactly("item.created " + item.id);
    assertThat(created.get(0).data()).contains("\"name\":\"item" + item.id + "\"");

    item.quantity = 2;
    var updated = of(session -> session.update(item));
    assertThat(summary(updated)).containsExactly("item.updated " + item.id);
    assertThat(updated.get(0).data()).contains("\"quantity\":2");
    assertThat(updated.get(0).changes()).as("previous values are unknown").isEmpty();

    var deleted = of(session -> session.delete(item));
    assertThat(summary(deleted)).containsExactly("item.deleted " + item.id);
    assertThat(deleted.get(0).data()).startsWith("{\"id\":" + item.id);
  }

  @Test
  void tellsAnUpsert_asAnUpdateWithoutPreviousValues() {
    var item = item();
    var upserted = of(session -> session.upsert(item));
    assertThat(summary(upserted)).containsExactly("item.updated " + item.id);
    assertThat(upserted.get(0).changes()).isEmpty();
    assertThat(upserted.get(0).data()).contains("\"name\":\"item" + item.id + "\"");
  }

  @Test
  void tellsManyAtOnce_inOrder() {
    var items = List.of(item(), item(), item());
    var created = of(session -> session.insertMultiple(items));
    assertThat(summary(created))
        .isEqualTo(items.stream().map(item -> "item.created " + item.id).toList());
    items.forEach(item -> item.quantity = 1);
    assertThat(of(session -> session.updateMultiple(items))).hasSize(3);
    assertThat(of(session -> session.deleteMultiple(items))).hasSize(3);
  }

  @Test
  void mergesWithinATransaction() {
    var item = item();
    var created =
        of(
            session -> {
              session.insert(item);
              item.quantity = 4;
              session.update(item);
            });
    assertThat(summary(created)).containsExactly("item.created " + item.id);
    assertThat(created.get(0).data()).contains("\"quantity\":4");
    assertThat(
            of(
                session -> {
                  var gone = item();
                  session.insert(gone);
                  session.delete(gone);
                }))
        .isEmpty();
  }

  @Test
  void updateThenDelete_showsTheLastKnownState() {
    var item = item();
    of(session -> session.insert(item));
    var deleted =
        of(
            session -> {
              item.quantity = 4;
              session.update(item);
              session.delete(item);
            });
    assertThat(summary(deleted)).containsExactly("item.deleted " + item.id);
    assertThat(deleted.get(0).data()).contains("\"name\":\"item" + item.id + "\"");
  }

  @Test
  void withoutATransaction_everyStatementIsTold() {
    var item = item();
    assertThat(summary(withoutTransaction(session -> session.insert(item))))
        .containsExactly("item.created " + item.id);
    item.quantity = 3;
    assertThat(summary(withoutTransaction(session -> session.update(item))))
        .containsExactly("item.updated " + item.id);
    var several = List.of(item(), item());
    assertThat(withoutTransaction(session -> session.insertMultiple(several))).hasSize(2);
    assertThat(summary(withoutTransaction(session -> session.delete(item))))
        .containsExactly("item.deleted " + item.id);
    var identity = new Ids.IdentityItem();
    assertThat(withoutTransaction(session -> session.insert(identity))).hasSize(1);
  }

  @Test
  void withoutATransaction_whatFailedIsNotTold() {
    var item = item();
    of(session -> session.insert(item));
    assertThatThrownBy(
            () ->
                app.sessionFactory()
                    .inStatelessSession(
                        session -> session.insert(new Item(ids.incrementAndGet(), item.name))))
        .isInstanceOf(RuntimeException.class);
    assertThat(events.next()).isEmpty();
  }

  @Test
  void whatIsMutatedAfterTheStatement_isNotInvented() {
    var site = new Site(ids.incrementAndGet(), new Address("Wien", null, new Geo(1, 2)));
    var basket = new Basket(ids.incrementAndGet());
    basket.labels.add("written");
    var created =
        of(
            session -> {
              session.insert(site);
              session.insert(basket);
              site.address.city = "never written";
              basket.labels.add("never written");
            });
    assertThat(created).hasSize(2);
    assertThat(created.get(0).data()).contains("\"city\":\"Wien\"");
    assertThat(created.get(1).data()).contains("\"labels\":[\"written\"]");
  }

  @Test
  void collectionsOfADetachedEntity_doNotBreakTheApplication() {
    var basket = new Basket(ids.incrementAndGet());
    basket.labels.add("a");
    events.of(session -> session.persist(basket));
    var updated = of(session -> session.update(basket));
    assertThat(summary(updated)).containsExactly("basket.updated " + basket.id);
    assertThat(updated.get(0).previousUnknown()).isTrue();
    try (var managing = app.sessionFactory().openSession()) {
      var managed = managing.find(Basket.class, basket.id);
      managed.labels.add("b");
      assertThat(summary(of(session -> session.update(managed))))
          .containsExactly("basket.updated " + basket.id);
      assertThat(summary(of(session -> session.delete(managed))))
          .containsExactly("basket.deleted " + basket.id);
    }
  }

  @Test
  void collectionsOfAnInsert_arePartOfIt() {
    var basket = new Basket(ids.incrementAndGet());
    basket.labels.add("a");
    var created = of(session -> session.insert(basket));
    assertThat(summary(created)).containsExactly("basket.created " + basket.id);
    assertThat(created.get(0).data()).contains("\"labels\":[\"a\"]");
  }

  @Test
  void rollback_isNothing() {
    assertThatThrownBy(
            () ->
                of(
                    session -> {
                      session.insert(item());
                      throw new IllegalStateException("business");
                    }))
        .hasMessage("business");
    assertThat(events.next()).isEmpty();
  }
}
