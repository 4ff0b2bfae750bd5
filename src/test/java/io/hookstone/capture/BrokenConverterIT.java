package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A payload is no reason for a transaction to fail. */
class BrokenConverterIT {

  private static volatile boolean broken;

  /** A type of the application's own. */
  record Code(String text) {}

  /** Fails when it is told to, and says more than it should. */
  static class CodeConverter implements AttributeConverter<Code, String> {
    @Override
    public String convertToDatabaseColumn(@Nullable Code code) {
      var text = code == null ? "" : code.text();
      if (broken) {
        throw new IllegalStateException("cannot convert " + text);
      }
      return text;
    }

    @Override
    public Code convertToEntityAttribute(String text) {
      return new Code(text);
    }
  }

  @Entity(name = "Coded")
  static class Coded {
    @Id long id;
    String name = "plain";

    @Convert(converter = CodeConverter.class)
    @Nullable Code code;
  }

  @Test
  void leavesThePropertyOut_withOneWarning_andCommits() {
    var database = TestDatabase.h2();
    try (var log = CapturedLog.start();
        var app =
            TestApplication.on(database)
                .entities(Coded.class)
                .with("hookstone.batch.window", "1ms")
                .start()) {
      var events = new CommittedEvents(database, app);
      for (long i = 1; i <= 3; i++) {
        long id = i;
        var created =
            events.of(
                session -> {
                  var coded = new Coded();
                  coded.id = id;
                  coded.code = new Code("confidential");
                  session.persist(coded);
                  session.flush();
                  broken = true;
                });
        broken = false;
        assertThat(created.get(0).data()).isEqualTo("{\"id\":%d,\"name\":\"plain\"}".formatted(id));
      }
      assertThat(database.count("select count(*) from Coded")).isEqualTo(3);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("HKS0201"))
          .singleElement()
          .asString()
          .contains("property=code", "cause=jakarta.persistence.PersistenceException");
      assertThat(log.lines()).noneMatch(line -> line.contains("confidential"));
    } finally {
      broken = false;
    }
  }

  @Test
  void updateOfThePropertyAlone_isAnEventAllTheSame() {
    var database = TestDatabase.h2();
    try (var app =
        TestApplication.on(database)
            .entities(Coded.class)
            .with("hookstone.batch.window", "1ms")
            .start()) {
      var events = new CommittedEvents(database, app);
      events.of(
          session -> {
            var coded = new Coded();
            coded.id = 1;
            coded.code = new Code("one");
            session.persist(coded);
          });
      var updated =
          events.of(
              session -> {
                session.find(Coded.class, 1L).code = new Code("two");
                session.flush();
                broken = true;
              });
      assertThat(updated).singleElement().extracting(WebhookEvent::type).isEqualTo("coded.updated");
      assertThat(updated.get(0).changes()).hasValue("{}");
    } finally {
      broken = false;
    }
  }
}
