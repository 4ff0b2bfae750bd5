package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.data.Shelf;
import io.hookstone.capture.data.Shelf_;
import io.hookstone.capture.data.Volume;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What a Jakarta Data repository writes, with a stateless session. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JakartaDataContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Volume.class)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  private List<WebhookEvent> of(Consumer<Shelf> work) {
    app.sessionFactory().inStatelessTransaction(session -> work.accept(new Shelf_(bean(session))));
    return events.next();
  }

  /** With Spring on the class path, the generator writes a repository that is a bean of it. */
  private static ObjectProvider<StatelessSession> bean(StatelessSession session) {
    return new StaticListableBeanFactory(Map.of("session", session))
        .getBeanProvider(StatelessSession.class);
  }

  private Volume volume() {
    return new Volume(++ids, "title" + ids, 1);
  }

  private long counted() {
    return app.hookstone().statistics().uncapturedStatements().getOrDefault("Volume", 0L);
  }

  @Test
  void insert_isACreate_ofOneAndOfMany() {
    var volume = volume();
    var created = of(shelf -> shelf.add(volume));
    assertThat(summary(created)).containsExactly("volume.created " + volume.id);
    assertThat(created.get(0).data())
        .isEqualTo("{\"id\":%d,\"pages\":1,\"title\":\"%s\"}".formatted(volume.id, volume.title));
    var several = List.of(volume(), volume());
    assertThat(summary(of(shelf -> shelf.addAll(several))))
        .isEqualTo(several.stream().map(each -> "volume.created " + each.id).toList());
  }

  @Test
  void update_andSave_areUpdatesWithoutPreviousValues() {
    var volume = volume();
    of(shelf -> shelf.add(volume));
    volume.pages = 2;
    var updated = of(shelf -> shelf.change(volume));
    assertThat(summary(updated)).containsExactly("volume.updated " + volume.id);
    assertThat(updated.get(0).data()).contains("\"pages\":2");
    assertThat(updated.get(0).previousUnknown()).isTrue();

    var fresh = volume();
    var saved = of(shelf -> shelf.put(fresh));
    assertThat(summary(saved)).as("an upsert").containsExactly("volume.updated " + fresh.id);
    assertThat(saved.get(0).data()).contains("\"title\":\"" + fresh.title + "\"");
    assertThat(saved.get(0).previousUnknown()).isTrue();
  }

  @Test
  void delete_isADelete() {
    var volume = volume();
    of(shelf -> shelf.add(volume));
    var deleted = of(shelf -> shelf.remove(shelf.get(volume.id)));
    assertThat(summary(deleted)).containsExactly("volume.deleted " + volume.id);
  }

  @Test
  void queries_areCounted_insteadOfTold() {
    var volume = volume();
    of(shelf -> shelf.add(volume));
    long before = counted();
    assertThat(of(shelf -> assertThat(shelf.empty(volume.title)).isEqualTo(1))).isEmpty();
    assertThat(counted()).isEqualTo(before + 1);
    assertThat(of(shelf -> shelf.removeByTitle(volume.title))).isEmpty();
    assertThat(counted()).isEqualTo(before + 2);
  }
}
