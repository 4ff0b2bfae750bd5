package io.hookstone.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.seeds.Stockroom.Attribute;
import io.hookstone.seeds.Stockroom.Item;
import io.hookstone.seeds.Stockroom.Member;
import io.hookstone.seeds.Stockroom.Money;
import io.hookstone.seeds.Stockroom.StockLine;
import io.hookstone.seeds.Stockroom.StockLocation;
import io.hookstone.seeds.Stockroom.StockTransaction;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** The webhooks of BoxHero: every example of its document. Run once per database. */
abstract class BoxHeroSeedContract {

  private static final Instant MOVED = Instant.parse("2025-04-25T05:42:27.545Z");

  abstract TestDatabase database();

  private TestApplication app(Receiver receiver, Class<?> link) {
    receiver.answer(200);
    return TestApplication.on(database())
        .entities(Stockroom.entities())
        .with("hookstone.batch.window", "10ms")
        .endpoint(
            "team",
            receiver.url(),
            "txs/new, txs/edit, txs/delete, item/new, item/edit, item/delete")
        .with("hookstone.endpoint.team.format", "boxhero")
        .with(
            "hookstone.enrich.StockTransaction",
            "to_location: toLocation(id, name, deleted), created_by: createdBy(id, name, deleted)")
        .with(
            "hookstone.enrichers",
            String.join(
                ", ",
                StockroomEnrichers.Parts.class.getName(),
                StockroomEnrichers.Totals.class.getName(),
                link.getName(),
                "io.hookstone.enrichers.RecordVersion"))
        .start();
  }

  private static Item item(long id, String name) {
    var item = new Item();
    item.id = id;
    item.name = name;
    return item;
  }

  private static void persist(Session session, StockTransaction transaction, StockLine... lines) {
    for (StockLine line : lines) {
      line.transaction = transaction;
      transaction.lines.add(line);
      session.persist(line.item);
    }
    if (transaction.fromLocation != null) {
      session.persist(transaction.fromLocation);
    }
    session.persist(transaction.toLocation);
    session.persist(transaction.createdBy);
    session.persist(transaction);
  }

  private static void stockIn(Session session) {
    var transaction = new StockTransaction();
    transaction.id = 16160911L;
    transaction.type = "in";
    transaction.toLocation = new StockLocation(52766, "Warehouse 3");
    transaction.transactionTime = Instant.parse("2023-04-25T05:42:27.545Z");
    transaction.createdAt = Instant.parse("2023-08-14T05:14:29.499Z");
    transaction.createdBy = new Member(201345, "corp");
    persist(
        session,
        transaction,
        new StockLine(item(14277699, "belif Cleansing Gel Oil Enriched"), 2, null, 3),
        new StockLine(item(14277698, "belif Aqua Bomb Jelly Cleanser"), 2, null, 5));
  }

  private static void move(Session session, String member, Instant at) {
    var transaction = new StockTransaction();
    transaction.id = 3692714L;
    transaction.type = "move";
    transaction.fromLocation = new StockLocation(52765, "Warehouse 2");
    transaction.toLocation = new StockLocation(52766, "Warehouse 3");
    transaction.transactionTime = at;
    transaction.createdAt = at;
    transaction.createdBy = new Member(176829, member);
    persist(session, transaction, new StockLine(item(14873303, "Auto liner 3.5mm"), 1, -1, 1));
  }

  private static void edit(TestApplication app, long id, Consumer<StockTransaction> change) {
    app.inTransaction(session -> change.accept(session.find(StockTransaction.class, id)));
  }

  /** Waits for the request with a topic, which may come in any order. */
  private static ObjectNode await(Receiver receiver, String topic) throws Exception {
    org.awaitility.Awaitility.await()
        .until(() -> receiver.received().stream().anyMatch(webhook -> has(webhook, topic)));
    var webhook =
        receiver.received().stream().filter(each -> has(each, topic)).findFirst().orElseThrow();
    webhook.verify(Receiver.SECRET);
    var body = Example.read(webhook.body());
    var envelope = Example.of("boxhero-envelope");
    Example.sameKeys(body, envelope);
    assertThat(body.get("version")).isEqualTo(envelope.get("version"));
    assertThat(body.path("id").asString()).isNotEmpty();
    assertThat(body.path("created_time").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    return (ObjectNode) body.get("payload");
  }

  private static boolean has(Received webhook, String topic) {
    return webhook.json().path("topic").asString().equals(topic);
  }

  /** The field table of edits requires a revision, which their examples lack. */
  private static ObjectNode withRevision(String example, int revision) {
    var expected = Example.of(example);
    assertThat(expected.has("revision")).isFalse();
    return expected.set("revision", IntNode.valueOf(revision));
  }

  @Test
  void stockIn_newAndEdited_areTheExamples() throws Exception {
    try (var receiver = Receiver.start();
        var app = app(receiver, StockroomEnrichers.BasicLink.class)) {
      app.inTransaction(BoxHeroSeedContract::stockIn);
      Example.sameFields(await(receiver, "txs/new"), Example.of("boxhero-stock-in-new"));

      edit(app, 16160911, transaction -> transaction.memo = "for the fair");
      var edited = await(receiver, "txs/edit");
      assertThat(edited.remove("memo").asString()).isEqualTo("for the fair");
      Example.sameFields(edited, withRevision("boxhero-stock-in-edit", 2));
    }
  }

  @Test
  void moveStock_newAndEdited_areTheExamples() throws Exception {
    try (var receiver = Receiver.start();
        var app = app(receiver, StockroomEnrichers.LocationLink.class)) {
      app.inTransaction(session -> move(session, "Tony Lee", MOVED));
      Example.sameFields(await(receiver, "txs/new"), Example.of("boxhero-move-new"));

      var then = Instant.parse("2023-04-25T05:42:27.545Z");
      app.inTransaction(
          session -> {
            session.find(Member.class, 176829L).name = "Joy Kim";
            var transaction = session.find(StockTransaction.class, 3692714L);
            transaction.createdAt = then;
            transaction.transactionTime = then;
          });
      Example.sameFields(await(receiver, "txs/edit"), withRevision("boxhero-move-edit", 2));
    }
  }

  @Test
  void deletedTransaction_isTheExample() throws Exception {
    try (var receiver = Receiver.start();
        var app = app(receiver, StockroomEnrichers.BasicLink.class)) {
      app.inTransaction(
          session -> {
            var transaction = new StockTransaction();
            transaction.id = 27036740L;
            session.persist(transaction);
          });
      edit(app, 27036740, transaction -> transaction.type = "out");
      app.inTransaction(session -> session.remove(session.find(StockTransaction.class, 27036740L)));

      var deleted = await(receiver, "txs/delete");
      assertThat(deleted).isEqualTo(Example.of("boxhero-txs-delete"));
      Example.sameKeys(deleted, Example.of("boxhero-txs-delete"));
    }
  }

  @Test
  void items_newEditedAndDeleted_areTheExamples() throws Exception {
    try (var receiver = Receiver.start();
        var app = app(receiver, StockroomEnrichers.BasicLink.class)) {
      app.inTransaction(
          session -> {
            var item = item(26122826, "belif Peat Miracle Revital Cream");
            item.sku = "SKU-YH2361KI";
            item.barcode = "2002074321218";
            item.photoUrl =
                "https://d3l9wd8kivvlqy.cloudfront.net/ap-northeast-2/image-up-ap-northeast-2/"
                    + "30b0cc84-601d-493d-87fd-b7e8b5825601";
            item.cost = new Money(new BigDecimal("50000"));
            item.price = new Money(new BigDecimal("65000"));
            item.attrs =
                List.of(
                    Attribute.of(413101, "Category", "text", "Foundation"),
                    Attribute.of(459264, "Expiration date", "date", "2027-08-07"),
                    Attribute.of(668272, "Safety Stock", "number", 33));
            session.persist(item);
          });
      Example.sameFields(await(receiver, "item/new"), Example.of("boxhero-item-new"));

      price(app, "70000");
      assertThat(await(receiver, "item/edit").path("price").asString()).isEqualTo("70000");
      receiver.received().clear();
      price(app, "65000");
      Example.sameFields(await(receiver, "item/edit"), Example.of("boxhero-item-edit"));

      app.inTransaction(session -> session.remove(session.find(Item.class, 26122826L)));
      assertThat(await(receiver, "item/delete")).isEqualTo(Example.of("boxhero-item-delete"));
    }
  }

  private static void price(TestApplication app, String amount) {
    app.inTransaction(
        session -> session.find(Item.class, 26122826L).price = new Money(new BigDecimal(amount)));
  }
}
