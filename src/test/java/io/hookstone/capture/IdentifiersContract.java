package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Ids;
import io.hookstone.capture.model.Item;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How each kind of identifier is told. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdentifiersContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Item.class,
              Ids.IdentityItem.class,
              Ids.SequenceItem.class,
              Ids.UuidItem.class,
              Ids.TextItem.class,
              Ids.EmbeddedIdItem.class,
              Ids.IdClassItem.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void identityIds_areOneCreateWithTheLastState() {
    var item = new Ids.IdentityItem();
    var created =
        events.of(
            session -> {
              session.persist(item);
              item.name = "set after the insert";
            });
    assertThat(summary(created)).containsExactly("identityItem.created " + item.id);
    assertThat(created.get(0).data())
        .isEqualTo("{\"id\":%d,\"name\":\"set after the insert\"}".formatted(item.id));
  }

  @Test
  void everyKindOfId_isTold() {
    var sequence = new Ids.SequenceItem();
    var uuid = new Ids.UuidItem();
    var text = new Ids.TextItem("ä \"1\"");
    var created =
        events.of(
            session -> {
              session.persist(sequence);
              session.persist(uuid);
              session.persist(text);
            });
    assertThat(summary(created))
        .containsExactlyInAnyOrder(
            "sequenceItem.created " + sequence.id,
            "uuidItem.created " + uuid.id,
            "textItem.created ä \"1\"");
  }

  @Test
  void embeddedIds_areObjects() {
    var slot = new Ids.Slot("A", 7);
    var created = events.of(session -> session.persist(new Ids.EmbeddedIdItem(slot, "x")));
    assertThat(created.get(0).entityId()).isEqualTo("{\"aisle\":\"A\",\"shelf\":7}");
    assertThat(created.get(0).data())
        .isEqualTo("{\"slot\":{\"aisle\":\"A\",\"shelf\":7},\"name\":\"x\"}");
    var deleted =
        events.of(session -> session.remove(session.find(Ids.EmbeddedIdItem.class, slot)));
    assertThat(deleted.get(0).entityId()).isEqualTo(created.get(0).entityId());
  }

  @Test
  void idClasses_areTheirAttributes() {
    long id = 7;
    events.of(session -> session.persist(new Item(id, "seven")));
    var created =
        events.of(
            session ->
                session.persist(new Ids.IdClassItem(session.find(Item.class, id), 2, "second")));
    assertThat(created.get(0).entityId()).isEqualTo("{\"item\":%d,\"position\":2}".formatted(id));
    assertThat(created.get(0).data())
        .isEqualTo("{\"item\":%d,\"position\":2,\"name\":\"second\"}".formatted(id));
    var updated =
        events.of(
            session ->
                session.find(Ids.IdClassItem.class, new Ids.ItemKey(id, 2)).name = "changed");
    assertThat(updated.get(0).entityId()).isEqualTo(created.get(0).entityId());
    var deleted =
        events.of(
            session -> session.remove(session.find(Ids.IdClassItem.class, new Ids.ItemKey(id, 2))));
    assertThat(deleted.get(0).entityId()).isEqualTo(created.get(0).entityId());
  }

  @Test
  void overlongIds_areKeptWholeInThePayload() {
    var code = "💊".repeat(120) + "x".repeat(10);
    var created = events.of(session -> session.persist(new Ids.TextItem(code)));
    assertThat(created.get(0).data()).contains(code);
  }
}
