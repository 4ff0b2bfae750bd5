package io.hookstone.history;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;

/** Entities of which Envers audits a part. */
final class AuditedModel {

  static final Class<?>[] ENTITIES = {Contract.class, Party.class, Memo.class};

  private AuditedModel() {}

  /** Audited, with collections whose history has tables of its own. */
  @Entity(name = "Contract")
  @Audited
  static class Contract {
    @Id Long id = 0L;
    @Nullable String title;
    @NotAudited @Nullable String scratch;
    @ElementCollection List<String> clauses = new ArrayList<>();
    @ManyToMany Set<Party> parties = new HashSet<>();

    protected Contract() {}

    Contract(long id, String title) {
      this.id = id;
      this.title = title;
    }
  }

  /** Audited, with an id that the database makes. */
  @Entity(name = "Party")
  @Audited
  static class Party {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Nullable String name;

    protected Party() {}

    Party(String name) {
      this.name = name;
    }
  }

  /** Not audited. */
  @Entity(name = "Memo")
  static class Memo {
    @Id Long id = 0L;
    @Nullable String text;

    protected Memo() {}

    Memo(long id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  /** A revision entity of the application's, with a number that the database makes. */
  @Entity(name = "Signature")
  @Table(name = "signature")
  @RevisionEntity(Signer.class)
  static class Signature {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @RevisionNumber
    @Column(name = "signature_number")
    @Nullable Long number;

    @RevisionTimestamp long signedAt;
    @Nullable String signer;
  }

  /** Fills what Envers does not know. */
  static final class Signer implements RevisionListener {
    @Override
    public void newRevision(Object revision) {
      ((Signature) revision).signer = "ada";
    }
  }
}
