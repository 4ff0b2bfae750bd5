package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Kinds;
import io.hookstone.capture.model.Kinds.Row;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hierarchies, and tables that are unlike their entities. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InheritanceContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Kinds.Vessel.class,
              Kinds.Ship.class,
              Kinds.Device.class,
              Kinds.Pump.class,
              Kinds.Paper.class,
              Kinds.Deed.class,
              Kinds.Profile.class,
              Kinds.Lease.class,
              Kinds.Contract.class,
              Kinds.Stamp.class,
              Kinds.Sparse.class,
              Kinds.Shape.class,
              Kinds.Circle.class,
              Kinds.Square.class,
              Kinds.Sign.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private <E extends Row> E labelled(E row) {
    row.id = ++ids;
    row.label = "old";
    return row;
  }

  private WebhookEvent created(Row row) {
    return only(events.of(session -> session.persist(row)));
  }

  private <E extends Row> WebhookEvent updated(E row, Class<E> type, Consumer<E> edit) {
    return only(events.of(session -> edit.accept(session.find(type, row.id))));
  }

  private WebhookEvent deleted(Row row, Class<? extends Row> type) {
    return only(events.of(session -> session.remove(session.find(type, row.id))));
  }

  private static WebhookEvent only(List<WebhookEvent> events) {
    assertThat(summary(events)).hasSize(1);
    return events.get(0);
  }

  private static void is(WebhookEvent event, String type, Row row, String data) {
    assertThat(event.type() + " " + event.entityId()).isEqualTo(type + " " + row.id);
    assertThat(event.data()).isEqualTo("{\"id\":" + row.id + data + "}");
  }

  @Test
  void singleTable_isTheConcreteEntity() {
    var ship = labelled(new Kinds.Ship());
    ship.masts = 2;
    is(created(ship), "ship.created", ship, ",\"label\":\"old\",\"masts\":2");
    var updated =
        only(
            events.of(
                session -> ((Kinds.Ship) session.find(Kinds.Vessel.class, ship.id)).masts = 3));
    is(updated, "ship.updated", ship, ",\"label\":\"old\",\"masts\":3");
    assertThat(updated.changes()).hasValue("{\"masts\":{\"from\":2,\"to\":3}}");
    is(deleted(ship, Kinds.Vessel.class), "ship.deleted", ship, ",\"label\":\"old\",\"masts\":3");
    var root = labelled(new Kinds.Vessel());
    is(created(root), "vessel.created", root, ",\"label\":\"old\"");
  }

  @Test
  void joinedTables_areOneEvent() {
    var pump = labelled(new Kinds.Pump());
    pump.litres = 5;
    pump.fluids.add("oil");
    is(
        created(pump),
        "pump.created",
        pump,
        ",\"label\":\"old\",\"vessel\":null,\"fluids\":[\"oil\"],\"litres\":5");
    var updated =
        updated(
            pump,
            Kinds.Pump.class,
            found -> {
              found.label = "new";
              found.litres = 6;
              found.fluids.add("water");
            });
    assertThat(updated.changes())
        .hasValue(
            "{\"label\":{\"from\":\"old\",\"to\":\"new\"},\"litres\":{\"from\":5,\"to\":6},"
                + "\"fluids\":{\"added\":[\"water\"],\"removed\":[]}}");
    assertThat(deleted(pump, Kinds.Device.class).type()).isEqualTo("pump.deleted");
  }

  @Test
  void associationToAHierarchy_isTheId_whateverItsKind() {
    var ship = labelled(new Kinds.Ship());
    created(ship);
    var device = labelled(new Kinds.Device());
    var created =
        events.of(
            session -> {
              device.vessel = session.getReference(Kinds.Vessel.class, ship.id);
              session.persist(device);
            });
    is(
        only(created),
        "device.created",
        device,
        ",\"label\":\"old\",\"vessel\":{\"id\":" + ship.id + "}");
  }

  @Test
  void tablePerClass_isTheConcreteEntity() {
    var deed = labelled(new Kinds.Deed());
    deed.seal = "red";
    is(created(deed), "deed.created", deed, ",\"label\":\"old\",\"seal\":\"red\"");
    assertThat(updated(deed, Kinds.Deed.class, found -> found.seal = "blue").changes())
        .hasValue("{\"seal\":{\"from\":\"red\",\"to\":\"blue\"}}");
    is(
        deleted(deed, Kinds.Paper.class),
        "deed.deleted",
        deed,
        ",\"label\":\"old\",\"seal\":\"blue\"");
  }

  @Test
  void secondaryTable_isPartOfTheEntity() {
    var profile = labelled(new Kinds.Profile());
    is(created(profile), "profile.created", profile, ",\"label\":\"old\",\"motto\":null");
    var updated = updated(profile, Kinds.Profile.class, found -> found.motto = "carpe diem");
    is(updated, "profile.updated", profile, ",\"label\":\"old\",\"motto\":\"carpe diem\"");
    assertThat(updated.changes()).hasValue("{\"motto\":{\"from\":null,\"to\":\"carpe diem\"}}");
    assertThat(deleted(profile, Kinds.Profile.class).type()).isEqualTo("profile.deleted");
  }

  @Test
  void softDelete_isADelete() {
    var lease = labelled(new Kinds.Lease());
    lease.rooms.addAll(Set.of("kitchen"));
    is(created(lease), "lease.created", lease, ",\"label\":\"old\",\"rooms\":[\"kitchen\"]");
    var updated = updated(lease, Kinds.Lease.class, found -> found.rooms.clear());
    assertThat(updated.changes()).hasValue("{\"rooms\":{\"added\":[],\"removed\":[\"kitchen\"]}}");
    var deleted = deleted(lease, Kinds.Lease.class);
    is(deleted, "lease.deleted", lease, ",\"label\":\"old\"");
    assertThat(database.count("select count(*) from Lease where id = " + lease.id)).isEqualTo(1);
  }

  @Test
  void deleteByAStatementOfItsOwn_isADelete() {
    var contract = labelled(new Kinds.Contract());
    created(contract);
    var deleted = deleted(contract, Kinds.Contract.class);
    is(deleted, "contract.deleted", contract, ",\"gone\":false,\"label\":\"old\"");
    assertThat(database.count("select count(*) from Contract where gone")).isEqualTo(1);
  }

  @Test
  void immutableEntity_isCreatedAndDeleted_andItsEditsAreNone() {
    var stamp = labelled(new Kinds.Stamp());
    is(created(stamp), "stamp.created", stamp, ",\"label\":\"old\"");
    assertThat(
            events.of(session -> session.find(Kinds.Stamp.class, stamp.id).label = "never written"))
        .isEmpty();
    is(deleted(stamp, Kinds.Stamp.class), "stamp.deleted", stamp, ",\"label\":\"old\"");
  }

  @Test
  void dynamicUpdate_tellsTheWholeState() {
    var sparse = labelled(new Kinds.Sparse());
    is(
        created(sparse),
        "sparse.created",
        sparse,
        ",\"label\":\"old\",\"other\":null,\"third\":null,\"version\":0");
    var updated = updated(sparse, Kinds.Sparse.class, found -> found.other = "x");
    is(
        updated,
        "sparse.updated",
        sparse,
        ",\"label\":\"old\",\"other\":\"x\",\"third\":null,\"version\":1");
    assertThat(updated.changes())
        .hasValue("{\"other\":{\"from\":null,\"to\":\"x\"},\"version\":{\"from\":0,\"to\":1}}");
  }

  @Test
  void embeddableOfAKind_hasTheAttributesOfItsKindOnly() {
    var sign = labelled(new Kinds.Sign());
    var circle = new Kinds.Circle();
    circle.colour = "red";
    circle.radius = 3;
    sign.shape = circle;
    is(
        created(sign),
        "sign.created",
        sign,
        ",\"label\":\"old\",\"shape\":{\"@type\":\"Circle\",\"colour\":\"red\",\"radius\":3}");
    var updated =
        updated(
            sign,
            Kinds.Sign.class,
            found -> {
              var square = new Kinds.Square();
              square.colour = "red";
              square.side = 4;
              found.shape = square;
            });
    assertThat(updated.changes())
        .hasValue(
            "{\"shape\":{\"from\":{\"@type\":\"Circle\",\"colour\":\"red\",\"radius\":3},"
                + "\"to\":{\"@type\":\"Square\",\"colour\":\"red\",\"side\":4}}}");
    var hidden =
        updated(
            sign, Kinds.Sign.class, found -> ((Kinds.Square) found.shape).hidden.add("never sent"));
    assertThat(hidden.changes()).as("annotations of a subclass count").hasValue("{}");
    assertThat(hidden.data()).doesNotContain("never sent");
  }
}
