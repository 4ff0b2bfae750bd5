package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.hookstone.boot.StartupException;
import io.hookstone.capture.model.Account;
import io.hookstone.capture.model.Item;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong with the annotations is said at start-up, and so is what is left out. */
class ModelReviewIT {

  @Entity(name = "Article")
  @WebhookEntity(name = "Item")
  static class Article {
    @Id long id;
  }

  @Entity(name = "Leaflet")
  @WebhookEntity(name = "a leaflet")
  static class Leaflet {
    @Id long id;
  }

  @Entity(name = "Clash")
  static class Clash {
    @Id long id;
    String name;

    @JsonProperty("name")
    String title;

    @Embedded Inner inner;
  }

  @Embeddable
  static class Inner {
    @JsonProperty("x")
    String one = "1";

    @JsonProperty("x")
    String two = "2";
  }

  @Entity(name = "Resolved")
  static class Resolved {
    @Id long id;
    @WebhookIgnore String name;

    @JsonProperty("name")
    String title;
  }

  @Entity(name = "Nameless")
  static class Nameless {
    @Id @WebhookIgnore long id;
  }

  @Entity(name = "Many")
  static class Many {
    @Id long id;
    String token01, token02, token03, token04, token05, token06, token07, token08, token09, token10;
    String token11, token12, token13, token14, token15, token16, token17, token18, token19, token20;
    String token21, token22;
    @WebhookIgnore String tokenOfMine;
  }

  @Entity(name = "PasswordReset")
  static class PasswordReset {
    @Id String token = "";
  }

  @Entity(name = "Requester")
  static class Requester {
    @Id long id;
    @ManyToOne PasswordReset pending;
    @ManyToMany Set<PasswordReset> former = new HashSet<>();
    @Embedded Wish wish = new Wish();
  }

  @Embeddable
  static class Wish {
    String text = "w";
    @ManyToOne PasswordReset reset;
  }

  private static void start(Class<?>... entities) {
    TestApplication.on(TestDatabase.h2()).entities(entities).start().close();
  }

  private static List<String> leftOut(Class<?> entity, String... setting) {
    try (var log = CapturedLog.start()) {
      var app = TestApplication.on(TestDatabase.h2()).entities(entity);
      if (setting.length > 0) {
        app.with("hookstone.properties.exclude", setting[0]);
      }
      app.start().close();
      return log.lines().stream().filter(line -> line.contains("HKS0214")).toList();
    }
  }

  @Test
  void nameOfAnotherEntity_isRefused() {
    assertThatThrownBy(() -> start(Article.class, Item.class))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("HKS0211")
        .hasMessageContaining("'Article'")
        .hasMessageContaining("both called 'Item'");
  }

  @Test
  void nameThatMakesNoEventType_isRefused() {
    assertThatThrownBy(() -> start(Leaflet.class))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("HKS0210: @WebhookEntity of 'Leaflet' has the name 'a leaflet'");
  }

  /** A public identifier in the place of the row's own is usual with Jackson. */
  @Entity(name = "Published")
  static class Published {
    @Id @JsonIgnore long id;

    @JsonProperty("id")
    String publicId = "public";
  }

  @Entity(name = "Unidentifiable")
  static class Unidentifiable {
    @EmbeddedId Inner id = new Inner();
  }

  @Test
  void attributesWithOneName_firstComesFirst_andTheOtherIsSaid() {
    var database = TestDatabase.h2();
    try (var log = CapturedLog.start();
        var app = TestApplication.on(database).entities(Clash.class, Published.class).start()) {
      assertThat(log.lines().stream().filter(line -> line.contains("HKS0213")))
          .hasSize(3)
          .anyMatch(line -> line.contains("entity=Clash name=name attribute=name other=title"))
          .anyMatch(line -> line.contains("name=x attribute=inner.one other=inner.two"))
          .anyMatch(line -> line.contains("entity=Published name=id attribute=id other=publicId"));
      var clash = new Clash();
      clash.id = 1;
      clash.name = "n";
      clash.title = "t";
      clash.inner = new Inner();
      var told =
          new CommittedEvents(database, app)
              .of(
                  session -> {
                    session.persist(clash);
                    session.persist(new Published());
                  });
      assertThat(told)
          .extracting(WebhookEvent::data)
          .containsExactly("{\"id\":1,\"inner\":{\"x\":\"1\"},\"name\":\"n\"}", "{\"id\":0}");
    }
  }

  @Test
  void entityWhoseIdentifierHasOneNameTwice_isLeftOut_andSaid() {
    var database = TestDatabase.h2();
    try (var log = CapturedLog.start();
        var app = TestApplication.on(database).entities(Unidentifiable.class).start()) {
      assertThat(log.lines())
          .anyMatch(line -> line.contains("HKS0213") && line.contains("entity=Unidentifiable"));
      assertThat(
              new CommittedEvents(database, app)
                  .of(session -> session.persist(new Unidentifiable())))
          .isEmpty();
    }
  }

  @Test
  void nameThatAnIgnoredAttributeHad_isFree() {
    start(Resolved.class);
  }

  @Test
  void identifierThatIsIgnored_isRefused() {
    assertThatThrownBy(() -> start(Nameless.class))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("HKS0212")
        .hasMessageContaining("'Nameless.id'");
  }

  @Test
  void whatLooksLikeASecret_isNamedOnce() {
    assertThat(leftOut(Account.class))
        .singleElement()
        .asString()
        .contains("count=3", "properties=Account.apiKey, Account.nested.pwd, Account.passwordHash");
  }

  @Test
  void longListsOfSecrets_areCut_andWhatWasMarkedIsNotInThem() {
    assertThat(leftOut(Many.class))
        .singleElement()
        .asString()
        .contains("count=22", "Many.token20, ...")
        .doesNotContain("token21", "tokenOfMine");
  }

  @Test
  void whereNothingIsLeftOutByDefault_nothingIsSaid() {
    assertThat(leftOut(Item.class)).isEmpty();
    assertThat(leftOut(Account.class, "!defaults,Account.passwordHash")).isEmpty();
  }

  @Test
  void entityWhoseTextIdentifierLooksLikeASecret_isLeftOut_andSaid() {
    try (var log = CapturedLog.start()) {
      start(PasswordReset.class);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("HKS0215"))
          .singleElement()
          .asString()
          .contains("entity=PasswordReset identifier=token", "hookstone.entities.exclude");
    }
    var database = TestDatabase.h2();
    try (var app = TestApplication.on(database).entities(PasswordReset.class).start()) {
      assertThat(new CommittedEvents(database, app).of(session -> session.persist(reset())))
          .isEmpty();
    }
    try (var app =
        TestApplication.on(TestDatabase.h2())
            .entities(PasswordReset.class)
            .with("hookstone.properties.exclude", "!defaults,*password*")
            .with("hookstone.batch.window", "1ms")
            .start()) {
      assertThat(app).isNotNull();
    }
  }

  private static PasswordReset reset() {
    var reset = new PasswordReset();
    reset.token = "planted";
    return reset;
  }

  @Test
  void associationToASecretIdentifier_isLeftOut() {
    var database = TestDatabase.h2();
    try (var app =
        TestApplication.on(database)
            .entities(PasswordReset.class, Requester.class)
            .with("hookstone.entities.exclude", "PasswordReset")
            .with("hookstone.batch.window", "1ms")
            .start()) {
      var created =
          new CommittedEvents(database, app)
              .of(
                  session -> {
                    var reset = new PasswordReset();
                    reset.token = "planted";
                    session.persist(reset);
                    var requester = new Requester();
                    requester.pending = reset;
                    requester.former.add(reset);
                    requester.wish.reset = reset;
                    session.persist(requester);
                  });
      assertThat(created)
          .singleElement()
          .satisfies(
              event -> assertThat(event.data()).isEqualTo("{\"id\":0,\"wish\":{\"text\":\"w\"}}"));
    }
  }
}
