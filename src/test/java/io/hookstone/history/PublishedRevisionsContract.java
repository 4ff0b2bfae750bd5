package io.hookstone.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.event.WebhookEvent;
import io.hookstone.history.AuditedModel.Contract;
import io.hookstone.history.AuditedModel.Party;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Published changes of audited entities: Envers does not hear of them, so they are in no revision.
 * Run once per database.
 */
abstract class PublishedRevisionsContract {

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(AuditedModel.ENTITIES)
          .with("hookstone.batch.window", "1ms")
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);

  abstract TestDatabase database();

  @BeforeEach
  void aContract() {
    events.of(session -> session.persist(new Contract(1, "lease")));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void bulk(Session session) {
    app.hookstone()
        .changes(session)
        .executeUpdate(session.createMutationQuery("update Contract set title = 'bulk'"));
  }

  private static List<String> typesWithRevision(List<WebhookEvent> events) {
    return events.stream()
        .map(event -> event.type() + (event.revision().isPresent() ? " audited" : ""))
        .toList();
  }

  @Test
  void aPublishedChange_hasNoRevision() {
    assertThat(typesWithRevision(events.of(this::bulk))).containsExactly("contract.updated");
  }

  @Test
  void aPublishedChange_hasNoRevision_ofWhatElseIsAuditedInItsTransaction() {
    assertThat(
            typesWithRevision(
                events.of(
                    session -> {
                      bulk(session);
                      session.persist(new Party("Ada"));
                    })))
        .containsExactly("contract.updated", "party.created audited");
  }

  @Test
  void aPublishedChange_hasTheRevision_ofWhatIsAuditedOfTheSameEntity() {
    assertThat(
            typesWithRevision(
                events.of(
                    session -> {
                      bulk(session);
                      session.find(Contract.class, 1L).title = "by hand";
                    })))
        .containsExactly("contract.updated audited");
  }
}
