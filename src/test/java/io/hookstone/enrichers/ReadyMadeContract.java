package io.hookstone.enrichers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.change.ActingUserResolver;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.SchemaCheck;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ready-made enrichers, each by its setting or its name. Run once per database. */
abstract class ReadyMadeContract {

  abstract TestDatabase database();

  /** An order. */
  @Entity(name = "Order")
  @Table(name = "ready_order")
  static class Order {
    @Id @GeneratedValue @Nullable Long id;
    @Version int version;
    @Nullable String number;
    @Nullable String password;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
    List<OrderLine> lines = new ArrayList<>();
  }

  /** A line of it. */
  @Entity(name = "OrderLine")
  @Table(name = "ready_line")
  static class OrderLine {
    @Id @GeneratedValue @Nullable Long id;
    @ManyToOne @Nullable Order order;
    BigDecimal price = BigDecimal.ONE;
  }

  /** Adds up lines. */
  public static class Totals extends CollectionAggregates {
    public Totals() {
      super("Order", "lines", count("lineCount"), sum("price", "total"), max("price", "dearest"));
    }
  }

  /** Knows who is acting. */
  public static class Somebody implements ActingUserResolver {
    static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    @Override
    public @Nullable String actingUser() {
      if ("broken".equals(USER.get())) {
        throw new IllegalStateException("broken");
      }
      return USER.get();
    }
  }

  private static TestApplication.Builder app(TestDatabase database) {
    return TestApplication.on(database)
        .entities(Order.class, OrderLine.class)
        .with("hookstone.batch.window", "10ms")
        .with("hookstone.acting-user", Somebody.class.getName())
        .with("hookstone.link.Order", "https://shop.example/{number}?id={id}#top")
        .with(
            "hookstone.enrichers",
            Totals.class.getName()
                + ", io.hookstone.enrichers.RecordVersion, io.hookstone.enrichers.ActingUser");
  }

  private static String order(List<WebhookEvent> events) {
    return events.stream()
        .filter(event -> event.entity().equals("Order"))
        .map(WebhookEvent::data)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void add_linkVersionUserAndTotals() {
    var database = database();
    try (var app = app(database).start()) {
      var events = new CommittedEvents(database, app);
      Somebody.USER.set("jane");
      var created =
          order(
              events.of(
                  session -> {
                    var order = new Order();
                    order.number = "A/1 ü{id}";
                    for (String price : List.of("1.50", "2.25")) {
                      var line = new OrderLine();
                      line.order = order;
                      line.price = new BigDecimal(price);
                      order.lines.add(line);
                    }
                    session.persist(order);
                  }));
      assertThat(created)
          .contains("\"link\":\"https://shop.example/A%2F1%20%C3%BC%7Bid%7D?id=1#top\"")
          .contains("\"revision\":1")
          .contains("\"actingUser\":\"jane\"")
          .contains("\"lineCount\":2,\"total\":3.75,\"dearest\":2.25");

      Somebody.USER.set("broken");
      var updated = order(events.of(session -> session.find(Order.class, 1L).number = null));
      assertThat(updated)
          .contains("\"revision\":2")
          .doesNotContain("actingUser")
          .doesNotContain("link\"");

      Somebody.USER.remove();
      var deleted = order(events.of(session -> session.remove(session.find(Order.class, 1L))));
      assertThat(deleted).contains("\"revision\":2").doesNotContain("actingUser");
    }
  }

  @Test
  void catalogue_describesTotalsAndUser() {
    try (var app = app(database()).start()) {
      var type = app.hookstone().catalogue().type("order.updated").orElseThrow();
      var schema = type.schema();
      SchemaCheck.check(schema, type.example(), List.of());
      assertThat(type.exampleData())
          .contains("\"lineCount\":1,\"total\":12.5,\"dearest\":12.5")
          .contains("\"link\":\"https://shop.example/1?id=1#top\"")
          .contains("\"actingUser\":\"jane\"")
          .contains("\"revision\":1");
      for (String right :
          List.of("\"lineCount\" : 1", "\"total\" : 12.5", "\"actingUser\" : \"jane\"")) {
        var wrong = type.example().replace(right, right.replaceAll(" : .*", " : [ ]"));
        assertThat(wrong).isNotEqualTo(type.example());
        assertThatThrownBy(() -> SchemaCheck.check(schema, wrong, List.of()))
            .as(right)
            .isInstanceOf(AssertionError.class);
      }
    }
  }

  @Test
  void startUp_refuses_linksToWhatIsWithheld_orIsNoUrl() {
    assertThatThrownBy(
            () ->
                app(database())
                    .with("hookstone.link.Order", "https://x.example/{password}")
                    .start()
                    .close())
        .hasMessageContaining("HKS1013");
    assertThatThrownBy(
            () ->
                app(database())
                    .with("hookstone.link.Order", "ftp://x.example/{id}")
                    .start()
                    .close())
        .hasMessageContaining("HKS1019");
    assertThatThrownBy(
            () ->
                app(database())
                    .with("hookstone.link.Order", "https://x.example/{lines}")
                    .start()
                    .close())
        .hasMessageContaining("HKS1020");
  }
}
