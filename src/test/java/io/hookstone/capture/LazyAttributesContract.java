package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.LazyMemo;
import io.hookstone.capture.model.Memo;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Enhanced;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Attributes that bytecode enhancement makes lazy are left alone. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LazyAttributesContract {

  private final Class<? extends Memo> type = Enhanced.of(LazyMemo.class, Memo.class);
  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(type)
          .loadedBy(type.getClassLoader())
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private long memo() {
    long id = ++ids;
    events.of(session -> session.persist(memo(id, "body")));
    return id;
  }

  private Memo memo(long id, String body) {
    try {
      var memo = type.getDeclaredConstructor().newInstance();
      memo.fill(id, "name", body);
      return memo;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void notLoaded_isLeftOut() {
    long id = memo();
    var updated = events.of(session -> session.find(type, id).name("other"));
    assertThat(updated.get(0).data()).isEqualTo("{\"id\":%d,\"name\":\"other\"}".formatted(id));
    assertThat(updated.get(0).changes())
        .hasValue("{\"name\":{\"from\":\"name\",\"to\":\"other\"}}");
  }

  @Test
  void writtenWithoutBeingLoaded_isToldWithoutThePreviousValue() {
    long id = memo();
    var updated = events.of(session -> session.find(type, id).body("new"));
    assertThat(summary(updated)).hasSize(1);
    assertThat(updated.get(0).changes())
        .hasValue("{\"body\":{\"previous\":\"unknown\",\"to\":\"new\"}}");
    assertThat(updated.get(0).data()).contains("\"body\":\"new\"");
  }

  @Test
  void loadedBetweenTwoFlushes_isNoChange() {
    long id = memo();
    var updated =
        events.of(
            session -> {
              var memo = session.find(type, id);
              memo.name("other");
              session.flush();
              assertThat(memo.body()).isEqualTo("body");
              memo.name("third");
            });
    assertThat(updated.get(0).changes())
        .hasValue("{\"name\":{\"from\":\"name\",\"to\":\"third\"}}");
  }

  @Test
  void replacedWithoutBeingLoaded_isToldWithoutThePreviousValue() {
    long id = memo();
    var replaced =
        events.of(
            session -> {
              session.remove(session.find(type, id));
              session.flush();
              session.persist(memo(id, "another"));
            });
    assertThat(summary(replaced)).containsExactly("memo.updated " + id);
    assertThat(replaced.get(0).changes())
        .hasValue("{\"body\":{\"previous\":\"unknown\",\"to\":\"another\"}}");
  }
}
