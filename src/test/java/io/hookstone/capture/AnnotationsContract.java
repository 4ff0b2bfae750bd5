package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Marked;
import io.hookstone.capture.model.Marked.ByGetter;
import io.hookstone.capture.model.Marked.ComponentConfig;
import io.hookstone.capture.model.Marked.Person;
import io.hookstone.capture.model.Marked.Phone;
import io.hookstone.capture.model.Marked.Place;
import io.hookstone.capture.model.Marked.Shelf;
import io.hookstone.event.EventQuery;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Annotations decide what leaves the process, and under which name. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnnotationsContract {

  private static final String SECRET = "s3cr3t-planted";

  private final Receiver receiver = Receiver.start();
  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Person.class,
              ByGetter.class,
              Shelf.class,
              ComponentConfig.class,
              Marked.Journal.class,
              Marked.DayBook.class)
          .with("hookstone.batch.window", "1ms")
          .with("hookstone.properties.exclude", "ComponentConfig.value,Contact.plain")
          .endpoint("erp", receiver.url(), "contact.*")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
    receiver.close();
  }

  private long person() {
    long id = ids.incrementAndGet();
    events.of(session -> session.persist(new Person(id, SECRET)));
    return id;
  }

  @Test
  void ignoredAttributes_areInNoEvent_andNamedOnesHaveTheirNames() {
    long id = ids.incrementAndGet();
    int before = receiver.received().size();
    var created = events.of(session -> session.persist(new Person(id, SECRET)));
    assertThat(created.get(0).data())
        .isEqualTo(
            ("{\"id\":%d,\"card\":{\"label\":\"c\"},\"fullName\":\"Ada\",\"phone\":{\"no\":\"1\"},"
                    + "\"phones\":[{\"no\":\"2\"}],\"memo\":\"r\"}")
                .formatted(id));
    var updated =
        events.of(
            session -> {
              var person = session.find(Person.class, id);
              person.name = "Eve";
              person.remark = "s";
              person.taxNumber = SECRET + "2";
              person.door = SECRET + "2";
              person.note = SECRET + "2";
              person.phone = new Phone("3", SECRET + "2");
              person.card = new Marked.Card("d", SECRET + "2");
            });
    assertThat(updated.get(0).changes())
        .hasValue(
            "{\"card\":{\"from\":{\"label\":\"c\"},\"to\":{\"label\":\"d\"}},"
                + "\"fullName\":{\"from\":\"Ada\",\"to\":\"Eve\"},"
                + "\"phone\":{\"from\":{\"no\":\"1\"},\"to\":{\"no\":\"3\"}},"
                + "\"memo\":{\"from\":\"r\",\"to\":\"s\"}}");
    assertThat(receiver.await(before + 2).subList(before, before + 2))
        .allSatisfy(webhook -> assertThat(webhook.body()).doesNotContain(SECRET));
  }

  @Test
  void changeOfAnIgnoredAttributeAlone_isAnUpdateThatSaysNothing() {
    long id = person();
    assertThat(events.of(session -> session.find(Person.class, id).note = SECRET + "2"))
        .singleElement()
        .satisfies(event -> assertThat(event.changes()).hasValue("{}"));
    assertThat(
            events.of(
                session -> session.find(Person.class, id).phone = new Phone("1", SECRET + "2")))
        .singleElement()
        .satisfies(event -> assertThat(event.changes()).hasValue("{}"));
    assertThat(
            events.of(
                session ->
                    session.find(Person.class, id).card = new Marked.Card("c", SECRET + "2")))
        .singleElement()
        .satisfies(event -> assertThat(event.changes()).hasValue("{}"));
    assertThat(events.of(session -> session.find(Person.class, id).note = SECRET + "2")).isEmpty();
  }

  @Test
  void columnOfAnIgnoredJsonComponent_isStillFilled() {
    long id = person();
    assertThat(app.<String>fromTransaction(s -> s.find(Person.class, id).card.number()))
        .isEqualTo(SECRET);
  }

  @Test
  void namedEntity_hasItsNameInTypeAndEntity() {
    long id = ids.incrementAndGet();
    int before = receiver.received().size();
    var created = events.of(session -> session.persist(new Person(id, SECRET)));
    assertThat(summary(created)).containsExactly("contact.created " + id);
    assertThat(created.get(0).entity()).isEqualTo("Contact");
    assertThat(app.hookstone().events().list(EventQuery.where().entity("Contact").limit(1)).items())
        .extracting(event -> event.entityId())
        .containsExactly(Long.toString(id));
    assertThat(receiver.await(before + 1).get(before).body())
        .contains("\"type\":\"contact.created\"", "\"entity\":\"Contact\"");
  }

  @Test
  void annotationsOnAccessors_count() {
    long id = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              var entity = new ByGetter();
              entity.setId(id);
              entity.setShown("v");
              entity.setQuiet(SECRET);
              entity.setWritable(SECRET);
              session.persist(entity);
            });
    assertThat(created.get(0).data()).isEqualTo("{\"id\":%d,\"visible\":\"v\"}".formatted(id));
  }

  @Test
  void identifiers_haveTheirNamesToo() {
    var id = new Place("A", (int) ids.incrementAndGet());
    var created =
        events.of(
            session -> {
              var shelf = new Shelf();
              shelf.id = id;
              shelf.content = "tea";
              session.persist(shelf);
            });
    assertThat(created.get(0).data())
        .isEqualTo(
            "{\"place\":{\"row\":\"A\",\"slot\":%d},\"content\":\"tea\"}".formatted(id.slot()));
  }

  @Test
  void secretUnderAnInnocentName_isExcludedByOneLine() {
    long id = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              var config = new ComponentConfig();
              config.id = id;
              config.name = "smtp";
              config.value = SECRET;
              session.persist(config);
            });
    assertThat(created.get(0).data())
        .isEqualTo("{\"id\":%d,\"extras\":{},\"name\":\"smtp\"}".formatted(id));
  }

  @Test
  void ignoredEntities_andTheirSubclasses_areNotCaptured() {
    assertThat(
            events.of(
                session -> {
                  var journal = new Marked.Journal();
                  journal.id = ids.incrementAndGet();
                  session.persist(journal);
                  var dayBook = new Marked.DayBook();
                  dayBook.id = ids.incrementAndGet();
                  session.persist(dayBook);
                }))
        .isEmpty();
  }
}
