package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Crates.SealedCrate;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An entity that owns a collection is removed and persisted again in one transaction. Run once per
 * database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReplacedEntitiesContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(SealedCrate.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private void crate(long id, String... tags) {
    events.of(
        session -> {
          var crate = new SealedCrate(id);
          crate.tags.addAll(List.of(tags));
          session.persist(crate);
        });
  }

  private List<WebhookEvent> again(long id, boolean loaded, String... tags) {
    return events.of(
        session -> {
          var gone = session.find(SealedCrate.class, id);
          if (loaded) {
            Hibernate.initialize(gone.tags);
          }
          session.remove(gone);
          session.flush();
          var successor = new SealedCrate(id);
          successor.tags.addAll(List.of(tags));
          session.persist(successor);
        });
  }

  @Test
  void sameCollection_isNothing() {
    crate(1, "a", "b");
    assertThat(again(1, true, "b", "a")).isEmpty();
    crate(2);
    assertThat(again(2, true)).isEmpty();
  }

  @Test
  void anotherCollection_isAnUpdate() {
    crate(3, "a");
    var changed = again(3, true, "b");
    assertThat(summary(changed)).containsExactly("sealedCrate.updated 3");
    assertThat(changed.get(0).changes())
        .hasValue("{\"tags\":{\"added\":[\"b\"],\"removed\":[\"a\"]}}");
    assertThat(again(3, true).get(0).changes())
        .hasValue("{\"tags\":{\"added\":[],\"removed\":[\"b\"]}}");
    assertThat(again(3, true, "c").get(0).changes())
        .hasValue("{\"tags\":{\"added\":[\"c\"],\"removed\":[]}}");
  }

  @Test
  void collectionThatWasNotLoaded_isAnUpdateOfWhatIsNotKnown() {
    crate(4, "a");
    for (String[] tags : new String[][] {{"a"}, {"b"}, {}, {}}) {
      var told = again(4, false, tags);
      assertThat(summary(told)).containsExactly("sealedCrate.updated 4");
      assertThat(told.get(0).changes()).hasValue("{\"tags\":{\"previous\":\"unknown\"}}");
    }
  }
}
