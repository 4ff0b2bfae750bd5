package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Crates.Crate;
import io.hookstone.capture.model.Crates.Quote;
import io.hookstone.capture.model.Crates.Seal;
import io.hookstone.capture.model.Crates.SealedCrate;
import io.hookstone.capture.model.Crates.Slip;
import io.hookstone.capture.model.Crates.Spot;
import io.hookstone.capture.model.Item;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Updates say what came into a collection and what went, and where that is not known. Run once per
 * database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectionChangesContract {

  private final Receiver receiver = Receiver.start();
  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Crate.class, SealedCrate.class, Slip.class, Item.class, Quote.class)
          .with("hookstone.batch.window", "1ms")
          .endpoint("erp", receiver.url(), "sealedCrate.updated")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private final AtomicLong ids = new AtomicLong(100);

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
    receiver.close();
  }

  private long crate(Consumer<Crate> content) {
    long id = ids.incrementAndGet();
    events.of(
        session -> {
          var crate = new Crate(id);
          content.accept(crate);
          session.persist(crate);
        });
    return id;
  }

  private static Crate find(Session session, long id) {
    return session.find(Crate.class, id);
  }

  private List<WebhookEvent> change(long id, Consumer<Crate> work) {
    return events.of(session -> work.accept(find(session, id)));
  }

  /** Returns the {@code changes} of the one update that the work causes. */
  private String changes(long id, Consumer<Crate> work) {
    var updated = change(id, work);
    assertThat(summary(updated)).containsExactly("crate.updated " + id);
    return updated.get(0).changes().orElse("none");
  }

  @Test
  void sets_sayWhatCameAndWhatWent() {
    long id = crate(crate -> crate.tags.addAll(Set.of("a", "b")));
    assertThat(
            changes(
                id,
                crate -> {
                  crate.tags.remove("a");
                  crate.tags.add("c");
                }))
        .isEqualTo("{\"tags\":{\"added\":[\"c\"],\"removed\":[\"a\"]}}");
    assertThat(changes(id, crate -> crate.tags.clear()))
        .satisfiesAnyOf(
            text -> assertThat(text).contains("\"removed\":[\"b\",\"c\"]"),
            text -> assertThat(text).contains("\"removed\":[\"c\",\"b\"]"));
  }

  @Test
  void bags_countTheirElements() {
    long id = crate(crate -> crate.bag.addAll(List.of("a", "a", "b")));
    assertThat(
            changes(
                id,
                crate -> {
                  crate.bag.remove("a");
                  crate.bag.add("b");
                }))
        .isEqualTo("{\"bag\":{\"added\":[\"b\"],\"removed\":[\"a\"]}}");
  }

  @Test
  void orderedLists_sayThatOnlyTheOrderChanged() {
    long id = crate(crate -> crate.steps.addAll(List.of("a", "b", "c")));
    assertThat(changes(id, crate -> crate.steps.add(0, crate.steps.remove(2))))
        .isEqualTo("{\"steps\":{\"added\":[],\"removed\":[],\"reordered\":true}}");
    assertThat(changes(id, crate -> crate.steps.set(1, "x")))
        .isEqualTo("{\"steps\":{\"added\":[\"x\"],\"removed\":[\"a\"]}}");
  }

  @Test
  void maps_areComparedByEntry() {
    long id =
        crate(
            crate -> {
              crate.counts.put("same", 1);
              crate.counts.put("more", 1);
              crate.counts.put("gone", 3);
              crate.spots.put(new Spot(1, 2), "old");
            });
    assertThat(
            changes(
                id,
                crate -> {
                  crate.counts.put("more", 2);
                  crate.counts.remove("gone");
                  crate.spots.put(new Spot(1, 2), "new");
                }))
        .contains("\"counts\":{\"added\":{\"more\":2},\"removed\":{")
        .contains("\"more\":1", "\"gone\":3")
        .contains(
            "\"spots\":{\"added\":[{\"key\":{\"x\":1,\"y\":2},\"value\":\"new\"}],"
                + "\"removed\":[{\"key\":{\"x\":1,\"y\":2},\"value\":\"old\"}]}")
        .doesNotContain("same");
  }

  @Test
  void associations_areIds_andNothingIsLoadedForThem() {
    long one = ids.incrementAndGet();
    long two = ids.incrementAndGet();
    events.of(
        session -> {
          session.persist(new Item(one, "one" + one));
          session.persist(new Item(two, "two" + two));
        });
    long id = crate(crate -> {});
    var added =
        events.of(
            session -> {
              var item = session.getReference(Item.class, one);
              find(session, id).items.add(item);
              session.flush();
              assertThat(Hibernate.isInitialized(item)).isFalse();
            });
    assertThat(added.get(0).changes())
        .hasValue("{\"items\":{\"added\":[{\"id\":%d}],\"removed\":[]}}".formatted(one));
    var moved =
        events.of(
            session -> {
              var crate = find(session, id);
              crate.items.clear();
              crate.items.add(session.getReference(Item.class, two));
            });
    assertThat(moved.get(0).changes())
        .hasValue(
            "{\"items\":{\"added\":[{\"id\":%d}],\"removed\":[{\"id\":%d}]}}".formatted(two, one));
  }

  @Test
  void unidirectionalOneToMany_isToldAtItsOwner() {
    long one = ids.incrementAndGet();
    long two = ids.incrementAndGet();
    long id = crate(crate -> crate.slips.add(new Slip(one)));
    var updated =
        change(
            id,
            crate -> {
              crate.slips.clear();
              crate.slips.add(new Slip(two));
            });
    assertThat(summary(updated))
        .containsExactlyInAnyOrder(
            "slip.created " + two, "crate.updated " + id, "slip.deleted " + one);
    assertThat(updated)
        .filteredOn(event -> event.entity().equals("Crate"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.changes())
                    .hasValue(
                        "{\"slips\":{\"added\":[{\"id\":%d}],\"removed\":[{\"id\":%d}]}}"
                            .formatted(two, one)));
    assertThat(updated)
        .filteredOn(event -> event.entity().equals("Slip"))
        .allSatisfy(event -> assertThat(event.data()).doesNotContain("ackref"));
  }

  @Test
  void collectionsOfEmbeddables_areNamedByTheirPath() {
    long id = crate(crate -> crate.lid.labels.add("up"));
    assertThat(changes(id, crate -> crate.lid.labels.add("down")))
        .isEqualTo("{\"lid.labels\":{\"added\":[\"down\"],\"removed\":[]}}");
  }

  @Test
  void severalFlushes_areOneDifference() {
    long id = crate(crate -> crate.tags.addAll(Set.of("a", "b")));
    var updated =
        events.of(
            session -> {
              find(session, id).tags.remove("a");
              session.flush();
              find(session, id).tags.add("c");
              session.flush();
              session.clear();
              find(session, id).tags.add("d");
              find(session, id).tags.remove("c");
            });
    assertThat(summary(updated)).containsExactly("crate.updated " + id);
    assertThat(updated.get(0).changes())
        .hasValue("{\"tags\":{\"added\":[\"d\"],\"removed\":[\"a\"]}}");
  }

  @Test
  void changesAfterTheLastFlush_areNotInvented() {
    long id = crate(crate -> crate.tags.add("a"));
    var updated =
        events.of(
            session -> {
              var crate = find(session, id);
              crate.tags.add("b");
              session.flush();
              session.clear();
              crate.tags.add("never written");
            });
    assertThat(updated.get(0).changes()).hasValue("{\"tags\":{\"added\":[\"b\"],\"removed\":[]}}");
  }

  @Test
  void whatCameAndWentAgain_isNothing() {
    long id = crate(crate -> crate.tags.add("a"));
    assertThat(
            change(
                id,
                crate -> {
                  crate.tags.add("b");
                  crate.tags.remove("b");
                }))
        .isEmpty();
    assertThat(
            events.of(
                session -> {
                  find(session, id).tags.add("b");
                  session.flush();
                  find(session, id).tags.remove("b");
                }))
        .isEmpty();
  }

  @Test
  void replacedCollections_areCompared() {
    long id =
        crate(
            crate -> {
              crate.tags.addAll(Set.of("a", "b"));
              crate.bag.add("x");
            });
    assertThat(
            changes(
                id,
                crate -> {
                  Hibernate.initialize(crate.tags);
                  crate.tags = new HashSet<>(Set.of("b", "c"));
                }))
        .isEqualTo("{\"tags\":{\"added\":[\"c\"],\"removed\":[\"a\"]}}");
    assertThat(
            change(
                id,
                crate -> {
                  Hibernate.initialize(crate.bag);
                  crate.bag = new ArrayList<>(List.of("x"));
                }))
        .as("by an equal one")
        .isEmpty();
    assertThat(
            changes(
                id,
                crate -> {
                  Hibernate.initialize(crate.bag);
                  crate.bag = null;
                }))
        .isEqualTo("{\"bag\":{\"added\":[],\"removed\":[\"x\"]}}");
  }

  @Test
  void replacedWithoutBeingLoaded_saysThatItIsNotKnown() {
    long id = crate(crate -> crate.tags.add("a"));
    var updated = change(id, crate -> crate.tags = new HashSet<>(Set.of("b")));
    assertThat(updated.get(0).changes()).hasValue("{\"tags\":{\"previous\":\"unknown\"}}");
    assertThat(updated.get(0).data()).contains("\"tags\":[\"b\"]");
  }

  @Test
  void changeOfWhatIsLeftOut_isToldWithoutIt() {
    long id = crate(crate -> crate.seals.add(new Seal("1", "s3cr3t")));
    assertThat(changes(id, crate -> crate.ignored.add("s3cr3t"))).isEqualTo("{}");
    assertThat(changes(id, crate -> crate.apiTokens.add("s3cr3t"))).isEqualTo("{}");
    assertThat(
            changes(
                id,
                crate -> {
                  crate.seals.clear();
                  crate.seals.add(new Seal("1", "s3cr3t2"));
                }))
        .isEqualTo("{}");
    assertThat(changes(id, crate -> crate.seals.add(new Seal("2", "s3cr3t"))))
        .isEqualTo("{\"seals\":{\"added\":[{\"number\":\"2\"}],\"removed\":[]}}");
  }

  @Test
  void equalByType_isNoChange() {
    long id = crate(crate -> crate.prices.add(new BigDecimal("12.34")));
    assertThat(change(id, crate -> crate.prices.set(0, new BigDecimal("12.340")))).isEmpty();

    long quote = ids.incrementAndGet();
    events.of(session -> session.persist(new Quote(quote, new BigDecimal("12.34"), 30)));
    assertThat(events.of(session -> session.merge(new Quote(quote, new BigDecimal("12.340"), 30))))
        .as("another scale, and an equal document of a class without equals")
        .isEmpty();
    assertThat(
            events
                .of(session -> session.merge(new Quote(quote, new BigDecimal("12.340"), 31)))
                .get(0)
                .changes())
        .hasValue("{\"terms\":{\"from\":{\"days\":30},\"to\":{\"days\":31}}}");
  }

  @Test
  void detachedMerge_saysWhatChanged() {
    long id = crate(crate -> crate.tags.addAll(Set.of("a", "b")));
    var detached =
        app.<Crate>fromTransaction(
            session -> {
              var crate = find(session, id);
              Hibernate.initialize(crate.tags);
              return crate;
            });
    detached.name = "merged";
    detached.tags.remove("a");
    detached.tags.add("c");
    var updated = events.of(session -> session.merge(detached));
    assertThat(summary(updated)).containsExactly("crate.updated " + id);
    assertThat(updated.get(0).changes())
        .hasValue(
            "{\"name\":{\"from\":null,\"to\":\"merged\"},"
                + "\"tags\":{\"added\":[\"c\"],\"removed\":[\"a\"]}}");
  }

  @Test
  void createsAndDeletes_haveNoDifferences() {
    long id = ids.incrementAndGet();
    var created =
        events.of(
            session -> {
              var crate = new Crate(id);
              session.persist(crate);
              session.flush();
              crate.tags.add("a");
            });
    assertThat(summary(created)).containsExactly("crate.created " + id);
    assertThat(created.get(0).changes()).isEmpty();
    assertThat(created.get(0).previousUnknown()).isFalse();
    var deleted =
        events.of(
            session -> {
              var crate = find(session, id);
              crate.tags.add("b");
              session.flush();
              session.remove(crate);
            });
    assertThat(summary(deleted)).containsExactly("crate.deleted " + id);
    assertThat(deleted.get(0).changes()).isEmpty();
  }

  @Test
  void versionedOwners_tellBoth() {
    long id = ids.incrementAndGet();
    events.of(session -> session.persist(new SealedCrate(id)));
    int before = receiver.received().size();
    var updated = events.of(session -> session.find(SealedCrate.class, id).tags.add("t"));
    assertThat(updated.get(0).changes())
        .hasValue(
            "{\"version\":{\"from\":0,\"to\":1},\"tags\":{\"added\":[\"t\"],\"removed\":[]}}");
    assertThat(receiver.await(before + 1).get(before).body()).doesNotContain("previous");
  }

  @Test
  void withoutPreviousValues_theBodySaysSo() {
    var crate = new SealedCrate(ids.incrementAndGet());
    events.of(session -> session.persist(crate));
    int before = receiver.received().size();
    app.sessionFactory().inStatelessTransaction(session -> session.update(crate));
    var updated = events.next();
    assertThat(updated).singleElement().matches(WebhookEvent::previousUnknown);
    assertThat(receiver.await(before + 1).get(before).body())
        .endsWith(",\"previous\":\"unknown\"}")
        .doesNotContain("\"changes\"");
  }
}
