package io.hookstone;

import static io.hookstone.testkit.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.delivery.DeliveryStatus;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What endpoints get of an event, from a commit to the receiver. Run once per database. */
abstract class ShapeContract {

  /** Something with large values. */
  @Entity(name = "Paper")
  @Table(name = "shape_paper")
  public static class Paper {
    @Id
    @Column(length = 4_000)
    public String code = "";

    @Column(precision = 12, scale = 4)
    public @Nullable BigDecimal price;

    public long counter;
    public @Nullable Author author;

    @Column(length = Length.LONG32)
    public @Nullable String text;
  }

  /** Who wrote it. */
  @Embeddable
  public static class Author {
    public @Nullable String name;
    public @Nullable String mail;
  }

  abstract TestDatabase database();

  private TestApplication.Builder shop() {
    return TestApplication.on(database())
        .entities(Paper.class)
        .with("hookstone.batch.window", "10ms");
  }

  private static void paper(TestApplication app, String code, String text) {
    app.inTransaction(
        session -> {
          var paper = new Paper();
          paper.code = code;
          paper.price = new BigDecimal("12.3400");
          paper.counter = Long.MAX_VALUE;
          paper.author = new Author();
          paper.author.name = "Ada";
          paper.author.mail = "ada@papers.example";
          paper.text = text;
          session.persist(paper);
        });
  }

  private static String data(Received webhook) {
    return webhook.json().path("data").toString();
  }

  private static WebhookDelivery awaitStatus(TestApplication app, DeliveryStatus status) {
    await()
        .untilAsserted(
            () ->
                assertThat(app.hookstone().deliveries().list(DeliveryQuery.where()).items())
                    .extracting(WebhookDelivery::status)
                    .containsExactly(status));
    return app.hookstone().deliveries().list(DeliveryQuery.where()).items().get(0);
  }

  @Test
  void declaredEndpoints_haveAShape() throws Exception {
    try (var receiver = Receiver.start();
        var app =
            shop()
                .endpoint("erp", receiver)
                .with("hookstone.endpoint.erp.fields.keep", "price, counter, author")
                .with("hookstone.endpoint.erp.fields.drop", "author.mail")
                .with("hookstone.endpoint.erp.decimals", "string")
                .with("hookstone.endpoint.erp.longs", "string")
                .start()) {
      paper(app, "P-1", "a text");
      receiver.await(1).get(0).verify(Receiver.SECRET);
      assertThat(data(receiver.await(1).get(0)))
          .isEqualTo(
              "{\"code\":\"P-1\",\"author\":{\"name\":\"Ada\"},\"counter\":\"9223372036854775807\",\"price\":\"12.3400\"}");

      app.inTransaction(
          session -> {
            var paper = session.find(Paper.class, "P-1");
            paper.price = new BigDecimal("0.5000");
            paper.text = "another";
          });
      assertThat(receiver.await(2).get(1).json().path("changes").toString())
          .isEqualTo("{\"price\":{\"from\":\"12.3400\",\"to\":\"0.5000\"}}");
    }
  }

  @Test
  void thinEndpoints_getTheIdentifierAlone_besideOthersThatGetAll() throws Exception {
    try (var receiver = Receiver.start();
        var all = Receiver.start();
        var app =
            shop()
                .endpoint("erp", receiver)
                .with("hookstone.endpoint.erp.payload", "thin")
                .endpoint("all", all)
                .start()) {
      paper(app, "P-1", "a text");
      app.inTransaction(session -> session.find(Paper.class, "P-1").text = "another");

      for (var webhook : receiver.await(2)) {
        webhook.verify(Receiver.SECRET);
        assertThat(data(webhook)).isEqualTo("{\"code\":\"P-1\"}");
        assertThat(webhook.json().has("changes")).isFalse();
        assertThat(webhook.json().has("reduced")).isFalse();
      }
      assertThat(all.await(2)).allSatisfy(w -> assertThat(w.body()).contains("ada@papers"));
    }
  }

  @Test
  void sendsThin_whatIsLargerThanTheEndpointTakes_andLosesNothing() throws Exception {
    var text = "ä\"💊".repeat(10 << 18);
    try (var receiver = Receiver.start();
        var app = shop().endpoint("erp", receiver).start()) {
      paper(app, "P-1", text);

      var webhook = receiver.await(1).get(0);
      webhook.verify(Receiver.SECRET);
      assertThat(data(webhook)).isEqualTo("{\"code\":\"P-1\"}");
      assertThat(webhook.json().path("reduced").asString()).isEqualTo("size");
      awaitStatus(app, DeliveryStatus.DELIVERED);
    }
    try (var receiver = Receiver.start();
        var app =
            shop()
                .endpoint("erp", receiver)
                .with("hookstone.endpoint.erp.max-size", "64MiB")
                .start()) {
      paper(app, "P-1", text);
      assertThat(receiver.await(1).get(0).json().path("data").path("text").asString())
          .isEqualTo(text);
    }
  }

  @Test
  void isDeadAtOnce_andVisible_whatIsTooLargeEvenThin_untilTheSizeIsRaised() {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var erp =
          endpoints
              .register(NewEndpoint.to(receiver.url()).payload(PayloadShape.FULL.limitedTo(1_024)))
              .endpoint();
      paper(app, "P".repeat(3_000), "a text");

      var dead = awaitStatus(app, DeliveryStatus.DEAD);
      assertThat(dead.attempts()).isEqualTo(1);
      assertThat(dead.error().orElseThrow()).startsWith("Without its data the body still has 3");
      assertThat(receiver.received()).isEmpty();

      endpoints.update(erp.id(), e -> e.payload(PayloadShape.FULL));
      app.hookstone().deliveries().retry(dead.id());
      awaitStatus(app, DeliveryStatus.DELIVERED);
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void aChangeOfShape_holdsForWhatWaits() {
    try (var receiver = Receiver.start();
        var app = shop().start()) {
      var endpoints = app.hookstone().endpoints();
      var erp = endpoints.register(NewEndpoint.to(receiver.url())).endpoint();
      endpoints.pause(erp.id(), null);
      paper(app, "P-1", "a text");
      await()
          .until(() -> !app.hookstone().deliveries().list(DeliveryQuery.where()).items().isEmpty());
      endpoints.update(erp.id(), e -> e.payload(PayloadShape.FULL.keeping("counter")));
      endpoints.resume(erp.id());

      assertThat(data(receiver.await(1).get(0)))
          .isEqualTo("{\"code\":\"P-1\",\"counter\":9223372036854775807}");
    }
  }

  @Test
  void refusesPathsThatAreNone() {
    for (var path : new String[] {"", " ", ".a", "a.", "a..b", "a".repeat(501)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PayloadShape.FULL.keeping(path))
          .withMessageStartingWith("HKS0535: 'fields.keep' is '");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PayloadShape.FULL.dropping(path))
          .withMessageStartingWith("HKS0535: 'fields.drop' is '");
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                shop()
                    .endpoint("erp", "https://erp.example/", "*")
                    .with("hookstone.endpoint.erp.format", "boxhero")
                    .with("hookstone.endpoint.erp.batch.max-events", "10")
                    .start())
        .withMessageContainingAll("HKS0530: 'batch.max-events' is '10'", "hookstone.endpoint.erp");
  }
}
