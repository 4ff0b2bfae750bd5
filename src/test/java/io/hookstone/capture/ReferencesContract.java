package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Account;
import io.hookstone.capture.model.Graph;
import io.hookstone.capture.model.Graph.Address;
import io.hookstone.capture.model.Graph.Basket;
import io.hookstone.capture.model.Graph.Child;
import io.hookstone.capture.model.Graph.Geo;
import io.hookstone.capture.model.Graph.Parent;
import io.hookstone.capture.model.Graph.Site;
import io.hookstone.capture.model.Item;
import io.hookstone.testkit.CapturedLog;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Statements;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How associations, embeddables and collections look in an event, and what is kept out of it. Run
 * once per database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReferencesContract {

  private static final String SECRET = "s3cr3t-planted";

  private final Statements statements = new Statements();
  private final Receiver receiver = Receiver.start();
  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(
              Item.class,
              Parent.class,
              Child.class,
              Basket.class,
              Site.class,
              Account.class,
              Graph.Animal.class,
              Graph.Cat.class,
              Graph.Dog.class)
          .with("hookstone.batch.window", "1ms")
          .with(
              "hookstone.properties.exclude",
              "!defaults,*token*,*pwd*,*secret*,*password*,*apikey*,Account.iban")
          .with("hookstone.entities.exclude", "Do?")
          .with("hibernate.session_factory.statement_inspector", statements)
          .endpoint("erp", receiver)
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
    receiver.close();
  }

  @Test
  void rendersAnAssociationAsItsId_withoutLoadingIt() {
    long parent = ids.incrementAndGet();
    long child = ids.incrementAndGet();
    events.of(session -> session.persist(new Parent(parent, "p")));
    var created =
        events.of(
            session -> {
              var reference = session.getReference(Parent.class, parent);
              session.persist(new Child(child, "c", reference));
              session.flush();
              assertThat(Hibernate.isInitialized(reference)).isFalse();
            });
    assertThat(created.get(0).data())
        .isEqualTo(
            "{\"id\":%d,\"marks\":[],\"name\":\"c\",\"parent\":{\"id\":%d}}"
                .formatted(child, parent));

    statements.take();
    var updated =
        events.of(
            session -> {
              var loaded = session.find(Child.class, child);
              loaded.name = "d";
              session.flush();
              assertThat(Hibernate.isInitialized(loaded.parent)).isFalse();
              assertThat(Hibernate.isInitialized(loaded.marks)).isFalse();
            });
    assertThat(updated.get(0).data())
        .as("a collection that was not loaded is left out")
        .isEqualTo("{\"id\":%d,\"name\":\"d\",\"parent\":{\"id\":%d}}".formatted(child, parent));
    assertThat(statements.take().stream().filter(sql -> sql.startsWith("select")).toList())
        .as("the application's find, and what the test itself lists")
        .filteredOn(sql -> !sql.contains("webhook_"))
        .hasSize(1);
  }

  @Test
  void rendersAMissingAssociation_asNull() {
    long child = ids.incrementAndGet();
    var created = events.of(session -> session.persist(new Child(child, "orphan", null)));
    assertThat(created.get(0).data()).contains("\"parent\":null");
  }

  @Test
  void tellsThatAnAssociationMoved_byIds() {
    long one = ids.incrementAndGet();
    long two = ids.incrementAndGet();
    long child = ids.incrementAndGet();
    events.of(
        session -> {
          session.persist(new Parent(one, "one"));
          session.persist(new Parent(two, "two"));
          session.persist(new Child(child, "c", session.getReference(Parent.class, one)));
        });
    var updated =
        events.of(
            session ->
                session.find(Child.class, child).parent = session.getReference(Parent.class, two));
    assertThat(summary(updated)).containsExactly("child.updated " + child);
    assertThat(updated.get(0).changes())
        .hasValue("{\"parent\":{\"from\":{\"id\":%d},\"to\":{\"id\":%d}}}".formatted(one, two));
  }

  @Test
  void inverseCollections_areNotPartOfTheOwner() {
    long parent = ids.incrementAndGet();
    long child = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              var owner = new Parent(parent, "p");
              owner.tags.add("t");
              owner.children.add(new Child(child, "c", owner));
              session.persist(owner);
            });
    assertThat(summary(created))
        .containsExactlyInAnyOrder("parent.created " + parent, "child.created " + child);
    assertThat(created)
        .filteredOn(event -> event.entity().equals("Parent"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data())
                    .isEqualTo(
                        "{\"id\":%d,\"name\":\"p\",\"tags\":[\"t\"],\"version\":0}"
                            .formatted(parent)));
    var removed = events.of(session -> session.find(Parent.class, parent).children.clear());
    assertThat(summary(removed)).contains("child.deleted " + child);
  }

  @Test
  void collectionsThatAnEntityOwns_areWrittenWithIds() {
    long basket = ids.incrementAndGet();
    long item = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              var owned = new Item(item, "i" + item);
              session.persist(owned);
              var owner = new Basket(basket);
              owner.labels.add("a");
              owner.labels.add("b");
              owner.counts.put("x", 1);
              owner.counts.put("apiToken", 7);
              owner.items.add(owned);
              owner.addresses.add(new Address("Linz", SECRET, null));
              session.persist(owner);
            });
    assertThat(created)
        .filteredOn(event -> event.entity().equals("Basket"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data())
                    .isEqualTo(
                        ("{\"id\":%d,\"addresses\":[{\"city\":\"Linz\",\"geo\":null}],"
                                + "\"counts\":{\"x\":1},\"items\":[{\"id\":%d}],"
                                + "\"labels\":[\"a\",\"b\"]}")
                            .formatted(basket, item)));
  }

  @Test
  void changeOfACollection_isOneUpdateOfItsOwner() {
    long basket = ids.incrementAndGet();
    long item = ids.incrementAndGet();
    events.of(
        session -> {
          session.persist(new Item(item, "i" + item));
          session.persist(new Basket(basket));
        });
    var updated =
        events.of(
            session -> {
              var owner = session.find(Basket.class, basket);
              owner.labels.add("new");
              owner.items.add(session.getReference(Item.class, item));
            });
    assertThat(summary(updated)).containsExactly("basket.updated " + basket);
    assertThat(updated.get(0).data())
        .contains("\"labels\":[\"new\"]", "\"items\":[{\"id\":" + item + "}]");

    var replaced =
        events.of(
            session -> session.find(Basket.class, basket).labels = new ArrayList<>(List.of("x")));
    assertThat(summary(replaced)).containsExactly("basket.updated " + basket);
    assertThat(replaced.get(0).data()).contains("\"labels\":[\"x\"]");

    var deleted = events.of(session -> session.remove(session.find(Basket.class, basket)));
    assertThat(summary(deleted)).containsExactly("basket.deleted " + basket);
  }

  @Test
  void collectionThatIsTouched_butHasTheContentThatItHad_isNothing() {
    long basket = ids.incrementAndGet();
    events.of(
        session -> {
          var owner = new Basket(basket);
          owner.labels.addAll(List.of("a", "b"));
          owner.counts.put("x", 1);
          session.persist(owner);
        });
    var touched =
        events.of(
            session -> {
              var owner = session.find(Basket.class, basket);
              owner.labels.add(owner.labels.remove(1));
              owner.counts.remove("x");
              owner.counts.put("x", 1);
              owner.addresses.clear();
            });
    assertThat(summary(touched)).isEmpty();
    var swapped =
        events.of(
            session -> {
              var owner = session.find(Basket.class, basket);
              owner.labels.add(owner.labels.remove(0));
            });
    assertThat(summary(swapped)).containsExactly("basket.updated " + basket);
  }

  @Test
  void deleteThenCreateOfTheSameRow_withCollectionsKnownToBeEmpty_isNothing() {
    long basket = ids.incrementAndGet();
    events.of(session -> session.persist(new Basket(basket)));
    var again =
        events.of(
            session -> {
              var owner = session.find(Basket.class, basket);
              List.of(owner.labels, owner.counts, owner.addresses, owner.items)
                  .forEach(Hibernate::initialize);
              session.remove(owner);
              session.flush();
              session.persist(new Basket(basket));
            });
    assertThat(summary(again)).isEmpty();
    var replaced =
        events.of(
            session -> session.find(Basket.class, basket).labels = new ArrayList<>(List.of("x")));
    assertThat(summary(replaced)).containsExactly("basket.updated " + basket);
    var emptied =
        events.of(session -> session.find(Basket.class, basket).labels = new ArrayList<>());
    assertThat(summary(emptied)).containsExactly("basket.updated " + basket);
    var withContent =
        events.of(
            session -> {
              session.remove(session.find(Basket.class, basket));
              session.flush();
              var successor = new Basket(basket);
              successor.labels.add("y");
              session.persist(successor);
            });
    assertThat(summary(withContent)).containsExactly("basket.updated " + basket);
    var withoutContent =
        events.of(
            session -> {
              session.remove(session.find(Basket.class, basket));
              session.flush();
              session.persist(new Basket(basket));
            });
    assertThat(summary(withoutContent)).containsExactly("basket.updated " + basket);
  }

  @Test
  void changeOfAVersionedOwnersCollection_isOneUpdate() {
    long parent = ids.incrementAndGet();
    events.of(session -> session.persist(new Parent(parent, "p")));
    var updated = events.of(session -> session.find(Parent.class, parent).tags.add("t"));
    assertThat(summary(updated)).containsExactly("parent.updated " + parent);
    assertThat(updated.get(0).data()).contains("\"tags\":[\"t\"]", "\"version\":1");
  }

  @Test
  void embeddables_areNestedObjects() {
    long site = ids.incrementAndGet();
    var created =
        events.of(
            session ->
                session.persist(new Site(site, new Address("Wien", SECRET, new Geo(1.5, 2)))));
    assertThat(created.get(0).data())
        .isEqualTo(
            ("{\"id\":%d,\"address\":{\"city\":\"Wien\","
                    + "\"geo\":{\"latitude\":1.5,\"longitude\":2.0}}}")
                .formatted(site));
    var updated = events.of(session -> session.find(Site.class, site).address.geo.latitude = 3.0);
    assertThat(updated.get(0).changes().orElse(""))
        .contains("\"latitude\":1.5", "\"latitude\":3.0")
        .doesNotContain(SECRET);
  }

  @Test
  void changeOfASecretWithinAnEmbeddable_isToldWithoutIt() {
    long site = ids.incrementAndGet();
    events.of(session -> session.persist(new Site(site, new Address("Graz", SECRET, null))));
    var updated =
        events.of(session -> session.find(Site.class, site).address.gateToken = SECRET + "2");
    assertThat(summary(updated)).containsExactly("site.updated " + site);
    assertThat(updated.get(0).changes()).hasValue("{}");
  }

  @Test
  void excludedEntities_areNoEvents() {
    var cat = new Graph.Cat();
    cat.id = ids.incrementAndGet();
    var dog = new Graph.Dog();
    dog.id = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              session.persist(cat);
              session.persist(dog);
            });
    assertThat(summary(created)).containsExactly("cat.created " + cat.id);
  }

  @Test
  void secrets_areFoundNowhere() {
    long account = ids.incrementAndGet();
    try (var log = CapturedLog.start()) {
      int before = receiver.received().size();
      var created = events.of(session -> session.persist(new Account(account, SECRET)));
      var updated =
          events.of(
              session -> {
                var loaded = session.find(Account.class, account);
                loaded.passwordHash = SECRET + "2";
                loaded.nested.pwd = SECRET + "2";
                loaded.preferences.put("accessToken", SECRET + "2");
              });
      var deleted = events.of(session -> session.remove(session.find(Account.class, account)));

      assertThat(created.get(0).data())
          .isEqualTo(
              ("{\"id\":%d,\"login\":\"ada\",\"nested\":{\"alias\":\"ada\"},"
                      + "\"preferences\":{\"theme\":\"dark\"},\"profile\":{\"nick\":\"Ada\"}}")
                  .formatted(account));
      assertThat(updated).as("that a secret changed is told, but not the secret").hasSize(1);
      assertThat(List.of(created, updated, deleted))
          .allSatisfy(
              list ->
                  assertThat(list)
                      .allSatisfy(
                          event -> {
                            assertThat(event.data()).doesNotContain(SECRET);
                            assertThat(event.changes().orElse("")).doesNotContain(SECRET);
                          }));
      assertThat(receiver.await(before + 3))
          .allSatisfy(webhook -> assertThat(webhook.body()).doesNotContain(SECRET));
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
    }
  }
}
