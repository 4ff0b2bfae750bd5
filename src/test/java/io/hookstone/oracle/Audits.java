package io.hookstone.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.query.AuditEntity;

/**
 * What Envers has of some transactions, by their labels.
 *
 * @param latest the highest number of a revision
 */
record Audits(Map<Integer, Revision> byLabel, int latest) {

  /**
   * One transaction.
   *
   * @param number 0 if Envers has nothing of it
   */
  record Revision(int number, List<Change> changes) {}

  /** One entity in it. */
  record Change(Piece piece, RevisionType type) {

    String entity() {
      return piece.entity();
    }

    String id() {
      return piece.keyText();
    }
  }

  Revision of(int label) {
    return byLabel.getOrDefault(label, new Revision(0, List.of()));
  }

  /** Reads the revisions after one. */
  static Audits after(Session session, int after) {
    var audits = new HashMap<Integer, Revision>();
    int latest = after;
    // Not off the history alone: Envers may write that of a collection only.
    for (Model.Step step :
        session
            .createSelectionQuery("from Step where id > :after", Model.Step.class)
            .setParameter("after", after)
            .getResultList()) {
      audits.put(step.label, new Revision(step.id, new ArrayList<>()));
      latest = Math.max(latest, step.id);
    }
    var reader = AuditReaderFactory.get(session);
    for (Class<? extends Piece> type : Model.AUDITED) {
      List<?> rows =
          reader
              .createQuery()
              .forRevisionsOfEntity(type, false, true)
              .add(AuditEntity.revisionNumber().gt(after))
              .getResultList();
      for (Object row : rows) {
        var columns = (Object[]) row;
        var change = new Change((Piece) columns[0], (RevisionType) columns[2]);
        var changes = Objects.requireNonNull(audits.get(((Model.Step) columns[1]).label)).changes();
        assertThat(changes)
            .as("one row per entity and revision")
            .noneMatch(
                other -> other.entity().equals(change.entity()) && other.id().equals(change.id()));
        changes.add(change);
      }
    }
    return new Audits(audits, latest);
  }
}
