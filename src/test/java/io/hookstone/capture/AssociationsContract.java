package io.hookstone.capture;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Ties.Bug;
import io.hookstone.capture.model.Ties.Leaf;
import io.hookstone.capture.model.Ties.Mayor;
import io.hookstone.capture.model.Ties.Route;
import io.hookstone.capture.model.Ties.Town;
import io.hookstone.capture.model.Ties.Tree;
import io.hookstone.event.WebhookEvent;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Statements;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Associations of every kind: who has the event, and what it says. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AssociationsContract {

  private final Statements statements = new Statements();
  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Town.class, Route.class, Mayor.class, Tree.class, Leaf.class, Bug.class)
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.session_factory.statement_inspector", statements)
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids = 100;
  private long one;
  private long two;
  private long route;

  abstract TestDatabase database();

  @AfterAll
  void stop() {
    app.close();
  }

  @BeforeEach
  void twoTownsAndARoute() {
    one = ++ids;
    two = ++ids;
    route = ++ids;
    events.of(
        session -> {
          session.persist(new Town(one, "c" + one));
          session.persist(new Town(two, "c" + two));
          session.persist(new Route(route));
        });
  }

  private WebhookEvent edited(Consumer<Session> work) {
    var found = events.of(work);
    assertThat(summary(found)).containsExactly("route.updated " + route);
    return found.get(0);
  }

  private Route route(Session session) {
    return session.find(Route.class, route);
  }

  private Town reference(Session session, long id) {
    return session.getReference(Town.class, id);
  }

  @Test
  void manyToMany_isToldByTheOwningSideAlone() {
    var added =
        edited(
            session -> {
              var town = session.find(Town.class, one);
              route(session).towns.add(town);
              town.routes.add(route(session));
            });
    assertThat(added.changes())
        .hasValue("{\"towns\":{\"added\":[{\"id\":%d}],\"removed\":[]}}".formatted(one));
    assertThat(added.data()).contains("\"towns\":[{\"id\":" + one + "}]");
    var inverseOnly =
        events.of(session -> session.find(Town.class, two).routes.add(route(session)));
    assertThat(inverseOnly).as("no row has changed").isEmpty();
    var removed = edited(session -> route(session).towns.clear());
    assertThat(removed.changes())
        .hasValue("{\"towns\":{\"added\":[],\"removed\":[{\"id\":%d}]}}".formatted(one));
  }

  @Test
  void orderedListOfEntities_isTheirIdsInOrder() {
    var added =
        edited(
            session -> {
              route(session).stops.add(reference(session, two));
              route(session).stops.add(reference(session, one));
            });
    assertThat(added.data()).contains("\"stops\":[{\"id\":%d},{\"id\":%d}]".formatted(two, one));
    var swapped =
        edited(
            session -> {
              var stops = route(session).stops;
              stops.add(stops.remove(0));
            });
    assertThat(swapped.changes())
        .hasValue("{\"stops\":{\"added\":[],\"removed\":[],\"reordered\":true}}");
  }

  @Test
  void oneToManyWithAJoinTable_isToldByItsOwner_andNotByTheElement() {
    long guide = ++ids;
    events.of(session -> session.persist(new Leaf(guide, null)));
    var added = edited(session -> route(session).guides.add(session.find(Leaf.class, guide)));
    assertThat(added.changes())
        .hasValue("{\"guides\":{\"added\":[{\"id\":%d}],\"removed\":[]}}".formatted(guide));
  }

  @Test
  void mapWithEntityKeys_isAListOfPairs() {
    var added = edited(session -> route(session).minutes.put(reference(session, one), 5));
    var pair = "{\"key\":{\"id\":%d},\"value\":%d}";
    assertThat(added.data()).contains("\"minutes\":[" + pair.formatted(one, 5) + "]");
    var changed = edited(session -> route(session).minutes.put(session.find(Town.class, one), 6));
    assertThat(changed.changes())
        .hasValue(
            "{\"minutes\":{\"added\":[%s],\"removed\":[%s]}}"
                .formatted(pair.formatted(one, 6), pair.formatted(one, 5)));
  }

  @Test
  void mapKeyedByAnAttribute_isAnObject() {
    var added =
        edited(session -> route(session).byCode.put("c" + one, session.find(Town.class, one)));
    assertThat(added.data()).contains("\"byCode\":{\"c%d\":{\"id\":%d}}".formatted(one, one));
    assertThat(added.changes())
        .hasValue(
            "{\"byCode\":{\"added\":{\"c%d\":{\"id\":%d}},\"removed\":{}}}".formatted(one, one));
  }

  @Test
  void any_saysWhichEntity() {
    var set = edited(session -> route(session).sponsor = reference(session, one));
    assertThat(set.data()).contains("\"sponsor\":{\"entity\":\"Town\",\"id\":%d}".formatted(one));
    events.of(session -> session.persist(new Mayor(session.find(Town.class, two), "Ada")));
    var moved = edited(session -> route(session).sponsor = session.find(Mayor.class, two));
    assertThat(moved.changes())
        .hasValue(
            ("{\"sponsor\":{\"from\":{\"entity\":\"Town\",\"id\":%d},"
                    + "\"to\":{\"entity\":\"Mayor\",\"id\":%d}}}")
                .formatted(one, two));
  }

  @Test
  void manyToAny_saysWhichEntities() {
    var added = edited(session -> route(session).guests.add(session.find(Town.class, one)));
    var guest = "{\"entity\":\"Town\",\"id\":" + one + "}";
    assertThat(added.data()).contains("\"guests\":[" + guest + "]");
    var removed = edited(session -> route(session).guests.clear());
    assertThat(removed.changes())
        .hasValue("{\"guests\":{\"added\":[],\"removed\":[" + guest + "]}}");
  }

  @Test
  void mapsId_isTheIdOfTheOther() {
    var created =
        events.of(session -> session.persist(new Mayor(session.find(Town.class, one), "Ada")));
    assertThat(summary(created)).containsExactly("mayor.created " + one);
    assertThat(created.get(0).data())
        .isEqualTo("{\"id\":%d,\"name\":\"Ada\",\"town\":{\"id\":%d}}".formatted(one, one));
    var renamed = events.of(session -> session.find(Mayor.class, one).name = "Bob");
    assertThat(renamed.get(0).changes()).hasValue("{\"name\":{\"from\":\"Ada\",\"to\":\"Bob\"}}");
    var deleted = events.of(session -> session.remove(session.find(Mayor.class, one)));
    assertThat(summary(deleted)).containsExactly("mayor.deleted " + one);
    assertThat(deleted.get(0).data()).contains("\"town\":{\"id\":" + one + "}");
  }

  @Test
  void naturalId_isAProperty_thatMayChange() {
    var updated = events.of(session -> session.find(Town.class, one).code = "n" + one);
    assertThat(summary(updated)).containsExactly("town.updated " + one);
    assertThat(updated.get(0).data())
        .as("without the inverse sides")
        .isEqualTo("{\"id\":%d,\"code\":\"n%d\"}".formatted(one, one));
    assertThat(updated.get(0).changes())
        .hasValue("{\"code\":{\"from\":\"c%d\",\"to\":\"n%d\"}}".formatted(one, one));
  }

  @Test
  void cascadesAndOrphans_haveEventsOfTheirOwn() {
    long tree = ++ids;
    long leaf = ++ids;
    long other = ++ids;
    var created =
        events.of(
            session -> {
              var oak = new Tree(tree);
              oak.leaves.addAll(List.of(new Leaf(leaf, oak), new Leaf(other, oak)));
              session.persist(oak);
            });
    assertThat(summary(created))
        .containsExactlyInAnyOrder(
            "tree.created " + tree, "leaf.created " + leaf, "leaf.created " + other);
    var orphaned =
        events.of(session -> session.find(Tree.class, tree).leaves.removeIf(l -> l.id == leaf));
    assertThat(summary(orphaned)).containsExactly("leaf.deleted " + leaf);
    var removed = events.of(session -> session.remove(session.find(Tree.class, tree)));
    assertThat(summary(removed))
        .containsExactlyInAnyOrder("tree.deleted " + tree, "leaf.deleted " + other);
  }

  @Test
  void mergeOfADetachedGraph_tellsEachOfItsEntities() {
    long tree = ++ids;
    long leaf = ++ids;
    long fresh = ++ids;
    long gone = ++ids;
    events.of(
        session -> {
          var oak = new Tree(tree);
          oak.leaves.addAll(List.of(new Leaf(leaf, oak), new Leaf(gone, oak)));
          session.persist(oak);
        });
    var detached =
        app.fromTransaction(
            session -> {
              var found = session.find(Tree.class, tree);
              Hibernate.initialize(found.leaves);
              return found;
            });
    detached.leaves.removeIf(each -> each.id == gone);
    detached.leaves.get(0).colour = "red";
    detached.leaves.add(new Leaf(fresh, detached));
    var merged = events.of(session -> session.merge(detached));
    assertThat(summary(merged))
        .containsExactlyInAnyOrder(
            "leaf.deleted " + gone, "leaf.created " + fresh, "leaf.updated " + leaf);
    assertThat(merged)
        .filteredOn(event -> event.type().equals("leaf.updated"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.changes())
                    .hasValue("{\"colour\":{\"from\":null,\"to\":\"red\"}}"));
    assertThat(merged)
        .filteredOn(event -> event.type().equals("leaf.created"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data())
                    .isEqualTo(
                        "{\"id\":%d,\"colour\":null,\"tree\":{\"id\":%d}}".formatted(fresh, tree)));
  }

  @Test
  void cascadeOfTheDatabase_isNotTold() {
    long tree = ++ids;
    long bug = ++ids;
    events.of(
        session -> {
          var oak = new Tree(tree);
          session.persist(oak);
          session.persist(new Bug(bug, oak));
        });
    var removed = events.of(session -> session.remove(session.find(Tree.class, tree)));
    assertThat(summary(removed)).containsExactly("tree.deleted " + tree);
    assertThat(database.count("select count(*) from Bug where id = " + bug)).isZero();
  }

  @Test
  void removeOfAReference_costsTheSelectOfHibernatesListeners_andTellsTheRow() {
    statements.take();
    app.inTransaction(session -> session.remove(reference(session, one)));
    assertThat(statements.take())
        .filteredOn(sql -> sql.startsWith("select") && sql.contains("Town"))
        .hasSize(1);
    var deleted = events.next();
    assertThat(summary(deleted)).containsExactly("town.deleted " + one);
    assertThat(deleted.get(0).data()).isEqualTo("{\"id\":%d,\"code\":\"c%d\"}".formatted(one, one));
  }
}
