package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Ids.TextItem;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Text that H2 keeps and PostgreSQL refuses, in values and in ids. */
class HostileTextIT {

  @Test
  void carriesNulCharactersAndLoneSurrogates() throws Exception {
    var database = TestDatabase.h2();
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database)
                .entities(TextItem.class)
                .with("hookstone.batch.window", "1ms")
                .endpoint("erp", receiver)
                .start()) {
      var events = new CommittedEvents(database, app);
      var created =
          events.of(
              session -> {
                var item = new TextItem("id\u0000\uD83D!");
                item.name = "a\u0000b\uD83Dc\uDC8Ad";
                session.persist(item);
              });
      assertThat(created.get(0).data())
          .isEqualTo("{\"code\":\"id\\u0000\uFFFD!\",\"name\":\"a\\u0000b\uFFFDc\uFFFDd\"}");
      var webhook = receiver.await(1).get(0);
      webhook.verify(Receiver.SECRET);
      assertThat(JsonMapper.builder().build().readTree(webhook.body()).path("data").toString())
          .contains("a\\u0000b");
    }
  }
}
