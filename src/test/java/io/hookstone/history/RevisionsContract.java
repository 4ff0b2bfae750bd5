package io.hookstone.history;

import static io.hookstone.testkit.CommittedEvents.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.history.AuditedModel.Contract;
import io.hookstone.history.AuditedModel.Memo;
import io.hookstone.history.AuditedModel.Party;
import io.hookstone.history.AuditedModel.Signature;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Statements;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.junit.jupiter.api.Test;

/** Events of audited entities name the Envers revision. Run once per database. */
abstract class RevisionsContract {

  private static final String STRATEGY = "org.hibernate.envers.audit_strategy";
  private static final String VALIDITY = ValidityAuditStrategy.class.getName();

  final TestDatabase database = database();

  abstract TestDatabase database();

  private TestApplication.Builder application() {
    return application(database);
  }

  private static TestApplication.Builder application(TestDatabase database) {
    return TestApplication.on(database)
        .entities(AuditedModel.ENTITIES)
        .with("hookstone.batch.window", "1ms");
  }

  private static TestApplication.Builder signed(TestDatabase database) {
    return application(database).entities(Contract.class, Party.class, Memo.class, Signature.class);
  }

  /** Returns {@code type id} of each event with its revision, or null. */
  private static Map<String, Long> revisions(List<WebhookEvent> events) {
    var revisions = new HashMap<String, Long>();
    for (WebhookEvent event : events) {
      var revision = event.revision();
      revisions.put(
          event.type() + " " + event.entityId(),
          revision.isPresent() ? revision.getAsLong() : null);
    }
    return revisions;
  }

  private static long latestRevision(TestApplication app, Class<?> entity, Object id) {
    return app.fromTransaction(
        session -> {
          var revisions = AuditReaderFactory.get(session).getRevisions(entity, id);
          return revisions.get(revisions.size() - 1).longValue();
        });
  }

  /** Everything that Envers writes tables for: entities, element collections, associations. */
  private static void writeAll(Session session) {
    var contract = new Contract(1, "lease");
    contract.clauses.add("first");
    var party = new Party("Ada");
    session.persist(party);
    contract.parties.add(party);
    session.persist(contract);
    session.persist(new Memo(1, "beside"));
  }

  private static void eventsNameTheRevision(TestDatabase database, TestApplication app) {
    var events = new CommittedEvents(database, app);
    var created = events.of(RevisionsContract::writeAll);
    long first = latestRevision(app, Contract.class, 1L);
    var expected = new HashMap<String, Long>();
    expected.put("contract.created 1", first);
    expected.put("party.created 1", first);
    expected.put("memo.created 1", null);
    assertThat(revisions(created)).isEqualTo(expected);

    var updated =
        events.of(
            session -> {
              var contract = session.find(Contract.class, 1L);
              contract.title = "sale";
              contract.clauses.add("second");
              contract.parties.clear();
            });
    long second = latestRevision(app, Contract.class, 1L);
    assertThat(second).isGreaterThan(first);
    assertThat(revisions(updated)).isEqualTo(Map.of("contract.updated 1", second));

    var deleted = events.of(session -> session.remove(session.find(Contract.class, 1L)));
    long third = latestRevision(app, Contract.class, 1L);
    assertThat(third).isGreaterThan(second);
    assertThat(revisions(deleted)).isEqualTo(Map.of("contract.deleted 1", third));
  }

  @Test
  void defaultRevisionEntity() {
    try (var app = application().start()) {
      eventsNameTheRevision(database, app);
    }
  }

  @Test
  void customRevisionEntity_withIdentity() {
    try (var app = signed(database).start()) {
      eventsNameTheRevision(database, app);
      assertThat(database.count("select count(*) from signature where signer = 'ada'"))
          .isEqualTo(3);
    }
  }

  @Test
  void validityStrategy_whichUpdatesEarlierRevisions() {
    try (var app = application().with(STRATEGY, VALIDITY).start()) {
      eventsNameTheRevision(database, app);
      assertThat(app.hookstone().statistics().uncapturedStatements()).isEmpty();
    }
  }

  @Test
  void revisionEntityThatTracksEntityNames() {
    try (var app =
        application()
            .with("org.hibernate.envers.track_entities_changed_in_revision", true)
            .start()) {
      eventsNameTheRevision(database, app);
    }
  }

  @Test
  void transactionWithoutAuditedEntities_hasNoRevision() {
    try (var app = application().start()) {
      var events = new CommittedEvents(database, app);
      assertThat(events.of(session -> session.persist(new Memo(1, "alone"))))
          .singleElement()
          .satisfies(event -> assertThat(event.revision()).isEmpty());
    }
  }

  @Test
  void propertyThatIsNotAudited_hasARevision_onlyIfTheTransactionHasOne() {
    try (var app = application().start()) {
      var events = new CommittedEvents(database, app);
      app.inTransaction(session -> session.persist(new Contract(1, "one")));
      app.inTransaction(session -> session.persist(new Contract(2, "two")));
      events.next();
      assertThat(events.of(session -> session.find(Contract.class, 1L).scratch = "x"))
          .singleElement()
          .satisfies(event -> assertThat(event.revision()).isEmpty());
      var both =
          events.of(
              session -> {
                session.find(Contract.class, 1L).scratch = "y";
                session.find(Contract.class, 2L).title = "three";
              });
      long revision = latestRevision(app, Contract.class, 2L);
      assertThat(revisions(both))
          .isEqualTo(Map.of("contract.updated 1", revision, "contract.updated 2", revision));
    }
  }

  @Test
  void revisionThatTheApplicationAskedForEarly() {
    try (var app = signed(database).start()) {
      var events = new CommittedEvents(database, app);
      var asked = new long[1];
      var created =
          events.of(
              session -> {
                asked[0] = Objects.requireNonNull(revisionNow(session).number);
                session.persist(new Contract(1, "late"));
              });
      assertThat(created)
          .singleElement()
          .satisfies(event -> assertThat(event.revision()).isEqualTo(OptionalLong.of(asked[0])));
    }
  }

  /** Deprecated without a successor that would insert the revision at once. */
  @SuppressWarnings("deprecation")
  private static Signature revisionNow(Session session) {
    return AuditReaderFactory.get(session).getCurrentRevision(Signature.class, true);
  }

  @Test
  void severalFlushes_andAClear_haveOneRevision() {
    try (var app = application().start()) {
      var events = new CommittedEvents(database, app);
      var created =
          events.of(
              session -> {
                session.persist(new Contract(1, "one"));
                session.flush();
                session.clear();
                session.persist(new Contract(2, "two"));
                session.flush();
                session.find(Contract.class, 1L).title = "uno";
              });
      long revision = latestRevision(app, Contract.class, 1L);
      assertThat(revisions(created))
          .isEqualTo(Map.of("contract.created 1", revision, "contract.created 2", revision));
    }
  }

  @Test
  void statelessSession_hasARevision() {
    try (var app = application().start()) {
      var events = new CommittedEvents(database, app);
      app.sessionFactory()
          .inStatelessTransaction(session -> session.insert(new Party("stateless")));
      long revision = latestRevision(app, Party.class, 1L);
      assertThat(revisions(events.next())).isEqualTo(Map.of("party.created 1", revision));
    }
  }

  @Test
  void rolledBackTransaction_leavesNoRevisionToTheNext() {
    try (var app = signed(database).start();
        var session = app.sessionFactory().openSession()) {
      var events = new CommittedEvents(database, app);
      session.beginTransaction();
      session.persist(new Contract(1, "one"));
      assertThat(revisionNow(session).number).isNotNull();
      session.getTransaction().rollback();
      session.clear();
      session.beginTransaction();
      session.persist(new Memo(1, "after"));
      session.getTransaction().commit();
      assertThat(events.next())
          .singleElement()
          .satisfies(event -> assertThat(event.revision()).isEmpty());
    }
  }

  @Test
  void transactionTooLargeForMemory_keepsAuditedChangesUntilTheRevisionIsKnown() {
    try (var app = application().with("hibernate.jdbc.batch_size", 50).start()) {
      var events = new CommittedEvents(database, app);
      var created =
          events.of(
              session -> {
                for (int i = 0; i < 6_000; i++) {
                  session.persist(new Memo(i, "memo"));
                }
                for (int i = 0; i < 5_500; i++) {
                  session.persist(new Contract(i, "contract"));
                }
                session.flush();
                session.clear();
                for (int i = 0; i < 100; i++) {
                  session.find(Contract.class, (long) i).title = "changed";
                }
              });
      long revision = latestRevision(app, Contract.class, 1L);
      var contracts = created.stream().filter(event -> event.entity().equals("Contract")).toList();
      assertThat(contracts).hasSize(5_500);
      assertThat(contracts)
          .allSatisfy(
              event -> {
                assertThat(event.revision()).isEqualTo(OptionalLong.of(revision));
                assertThat(event.type()).isEqualTo("contract.created");
              });
      assertThat(created).hasSize(11_500);
    }
  }

  @Test
  void enversOnTheClassPath_butDisabled() {
    try (var app = application().with("hibernate.integration.envers.enabled", false).start()) {
      var events = new CommittedEvents(database, app);
      assertThat(events.of(RevisionsContract::writeAll))
          .hasSize(3)
          .allSatisfy(event -> assertThat(event.revision()).isEmpty());
    }
  }

  @Test
  void enversWithoutItsListeners() {
    try (var app = application().with("hibernate.envers.autoRegisterListeners", false).start()) {
      var events = new CommittedEvents(database, app);
      assertThat(events.of(RevisionsContract::writeAll))
          .hasSize(3)
          .allSatisfy(event -> assertThat(event.revision()).isEmpty());
    }
  }

  @Test
  void revisionEntityOfADisabledEnvers_isAnEntityLikeAnyOther() {
    try (var app = signed(database).with("hibernate.integration.envers.enabled", false).start()) {
      var events = new CommittedEvents(database, app);
      assertThat(summary(events.of(session -> session.persist(new Signature()))))
          .containsExactly("signature.created 1");
    }
  }

  @Test
  void payload_carriesTheRevision() {
    try (var receiver = Receiver.start();
        var app = application().endpoint("erp", receiver).start()) {
      app.inTransaction(
          session -> {
            session.persist(new Contract(1, "one"));
            session.persist(new Memo(1, "beside"));
          });
      long revision = latestRevision(app, Contract.class, 1L);
      for (var webhook : receiver.await(2)) {
        if (webhook.type().equals("contract.created")) {
          assertThat(webhook.json().path("revision").asLong()).isEqualTo(revision);
        } else {
          assertThat(webhook.json().has("revision")).isFalse();
        }
      }
    }
  }

  @Test
  void plugin_costsOneInsert_alsoBesideEnvers() {
    costsOneInsert(Map.of());
  }

  @Test
  void plugin_costsOneInsert_alsoBesideTheValidityStrategy() {
    costsOneInsert(Map.of(STRATEGY, VALIDITY));
  }

  private void costsOneInsert(Map<String, Object> settings) {
    var plainStatements = new Statements();
    var statements = new Statements();
    var plainApplication = application(database()).with("hookstone.enabled", false);
    var application = application();
    settings.forEach(plainApplication::with);
    settings.forEach(application::with);
    try (var plain =
            plainApplication
                .with("hibernate.session_factory.statement_inspector", plainStatements)
                .start();
        var app =
            application.with("hibernate.session_factory.statement_inspector", statements).start()) {
      for (Consumer<Session> work :
          List.<Consumer<Session>>of(
              RevisionsContract::writeAll,
              session -> session.find(Contract.class, 1L).clauses.add("second"),
              session -> session.persist(new Memo(2, "alone")),
              session -> session.remove(session.find(Contract.class, 1L)))) {
        plainStatements.take();
        statements.take();
        plain.inTransaction(work);
        app.inTransaction(work);
        var all = statements.take();
        assertThat(all.get(all.size() - 1)).startsWith("insert into webhook_outbox ");
        assertThat(all.subList(0, all.size() - 1)).isEqualTo(plainStatements.take());
      }
    }
  }
}
