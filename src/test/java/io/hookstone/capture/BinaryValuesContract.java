package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Binaries.Album;
import io.hookstone.capture.model.Binaries.Hashed;
import io.hookstone.capture.model.Binaries.Holiday;
import io.hookstone.capture.model.Binaries.Photo;
import io.hookstone.capture.model.Binaries.Shelf;
import io.hookstone.capture.model.Binaries.ShelfKey;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Binary values: in no payload, but an update of them is one, and an identifier has its text. Run
 * once per database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BinaryValuesContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Album.class, Hashed.class, Shelf.class, Holiday.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private void create(Consumer<Album> content) {
    var album = new Album(++ids);
    album.cover = new Photo("cover", 1);
    content.accept(album);
    var created = events.of(session -> session.persist(album));
    assertThat(summary(created)).containsExactly("album.created " + ids);
  }

  private List<WebhookEvent> edited(Consumer<Album> edit) {
    return events.of(session -> edit.accept(session.find(Album.class, ids)));
  }

  private void assertUpdatedWithoutValues(List<WebhookEvent> updated) {
    assertThat(summary(updated)).containsExactly("album.updated " + ids);
    assertThat(updated.get(0).changes()).hasValue("{}");
    assertThat(updated.get(0).data()).contains("\"cover\":{\"name\":\"cover\"}");
  }

  @Test
  void bytesWithinAnEmbeddable_areAnUpdate() {
    create(album -> {});
    assertUpdatedWithoutValues(
        edited(album -> requireNonNull(album.cover).content = new byte[] {2}));
    assertThat(edited(album -> requireNonNull(album.cover).content = new byte[] {2})).isEmpty();
  }

  @Test
  void serializedObjectWithinAnEmbeddable_isAnUpdate() {
    create(album -> {});
    assertUpdatedWithoutValues(
        edited(album -> requireNonNull(album.cover).flags = BitSet.valueOf(new long[] {7})));
  }

  @Test
  void lobWithinAnEmbeddable_isAnUpdate() {
    create(album -> {});
    assertUpdatedWithoutValues(
        events.of(
            session ->
                requireNonNull(session.find(Album.class, ids).cover).original =
                    Hibernate.getLobHelper().createBlob(new byte[] {1})));
  }

  @Test
  void arrayOfBytes_isAnUpdate() {
    create(album -> album.tiles = new byte[][] {{1}});
    assertUpdatedWithoutValues(edited(album -> album.tiles = new byte[][] {{2}}));
    assertThat(edited(album -> album.tiles = new byte[][] {{2}})).isEmpty();
  }

  @Test
  void collectionsOfBytes_areUpdatesOfTheirOwner() {
    create(
        album -> {
          album.photos.add(new Photo("one", 1));
          album.raws.add(new byte[] {1});
          album.named.put("k", new byte[] {1});
        });
    assertUpdatedWithoutValues(edited(album -> album.photos.get(0).content = new byte[] {2}));
    assertUpdatedWithoutValues(edited(album -> album.raws.set(0, new byte[] {2})));
    assertUpdatedWithoutValues(edited(album -> album.named.put("k", new byte[] {2})));
    assertThat(edited(album -> album.raws.set(0, new byte[] {2}))).isEmpty();
  }

  @Test
  void binaryIdentifier_isBase64() {
    var created =
        events.of(
            session -> {
              var hashed = new Hashed((byte) 1, (byte) 2, (byte) 255);
              hashed.parent = hashed;
              session.persist(hashed);
              session.persist(new Hashed((byte) 3));
            });
    assertThat(summary(created)).containsExactly("hashed.created AQL/", "hashed.created Aw==");
    assertThat(created.get(0).data())
        .isEqualTo("{\"hash\":\"AQL/\",\"name\":null,\"parent\":{\"id\":\"AQL/\"}}");
    var updated =
        events.of(session -> session.find(Hashed.class, new byte[] {1, 2, -1}).name = "x");
    assertThat(summary(updated)).containsExactly("hashed.updated AQL/");
  }

  @Test
  void binaryPartsOfAnIdentifier_tellEntitiesApart() {
    var created =
        events.of(
            session -> {
              session.persist(new Shelf(new ShelfKey(1, 1)));
              session.persist(new Shelf(new ShelfKey(1, 2)));
            });
    assertThat(created).extracting(WebhookEvent::entityId).doesNotHaveDuplicates().hasSize(2);
    assertThat(created.get(0).entityId())
        .startsWith("{\"room\":\"AQ==\",\"serial\":\"")
        .doesNotContain("null");
  }

  @Test
  @SuppressWarnings("JavaUtilDate")
  void dateAsIdentifier_isTheSame_beforeAndAfterItIsLoaded() {
    var noon = new Date(java.sql.Timestamp.valueOf("2026-05-01 12:00:00").getTime());
    var created = events.of(session -> session.persist(new Holiday(noon)));
    assertThat(summary(created)).containsExactly("holiday.created 2026-05-01");
    var updated =
        events.of(
            session ->
                session.find(Holiday.class, java.sql.Date.valueOf("2026-05-01")).name = "Labour");
    assertThat(summary(updated)).containsExactly("holiday.updated 2026-05-01");
  }

  @Test
  void timeThatFillsTwoColumns_isOneText() {
    var day = java.sql.Date.valueOf("2026-12-24");
    var created =
        events.of(
            session -> {
              var holiday = new Holiday(day);
              holiday.begins = OffsetDateTime.parse("2026-12-24T14:00:00+02:00");
              session.persist(holiday);
            });
    assertThat(created.get(0).data()).contains("\"begins\":\"2026-12-24T14:00:00+02:00\"");
    var updated =
        events.of(
            session ->
                session.find(Holiday.class, day).begins =
                    OffsetDateTime.parse("2026-12-24T13:00:00+01:00"));
    assertThat(updated.get(0).changes())
        .hasValue(
            "{\"begins\":{\"from\":\"2026-12-24T14:00:00+02:00\",\"to\":\"2026-12-24T13:00:00+01:00\"}}");
  }
}
