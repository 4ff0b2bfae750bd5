package io.hookstone.oracle;

import static io.hookstone.oracle.Cast.name;

import io.hookstone.oracle.Basics.Entry;
import io.hookstone.oracle.Basics.Ledger;
import io.hookstone.oracle.Basics.Person;
import io.hookstone.oracle.Families.Car;
import io.hookstone.oracle.Families.Coin;
import io.hookstone.oracle.Families.Note;
import java.util.Random;
import org.hibernate.Session;

/**
 * Statements that write past the listeners. Each carries the comment {@value #COMMENT}. Not
 * thread-safe.
 */
final class BulkStatements {

  static final String COMMENT = "past the listeners";

  private final Session session;
  private final Random random;
  private final Cast cast;

  BulkStatements(Session session, Random random, Cast cast) {
    this.session = session;
    this.random = random;
    this.cast = cast;
  }

  void next() {
    switch (random.nextInt(7)) {
      case 0 -> hql(Entry.class, "update Entry set text = :word where id = :id", true);
      case 1 -> hql(Car.class, "update versioned Car set doors = 5 where id = :id", false);
      case 2 -> hql(Coin.class, "delete from Coin where id = :id", false);
      case 3 -> hql(Note.class, "delete from Note where id = :id", false);
      case 4 -> criteria();
      case 5 -> sql(Person.class, "update Person set name = 'sql' where id = :id");
      default -> sql(Ledger.class, "delete from Ledger_tags where Ledger_id = :id");
    }
  }

  private void hql(Class<? extends Piece> type, String statement, boolean withWord) {
    var piece = cast.pick(type);
    if (piece != null) {
      cast.note("hql " + name(piece));
      var query = session.createMutationQuery(statement).setComment(COMMENT);
      query.setParameter("id", piece.key());
      if (withWord) {
        query.setParameter("word", Piece.word(random));
      }
      query.executeUpdate();
    }
  }

  private void criteria() {
    var piece = cast.pick(Person.class);
    if (piece != null) {
      cast.note("criteria " + name(piece));
      var update = session.getCriteriaBuilder().createCriteriaUpdate(Person.class);
      var person = update.from(Person.class);
      update.set("name", Piece.word(random));
      update.where(session.getCriteriaBuilder().equal(person.get("id"), piece.key()));
      session.createMutationQuery(update).setComment(COMMENT).executeUpdate();
    }
  }

  private void sql(Class<? extends Piece> type, String statement) {
    var piece = cast.pick(type);
    if (piece != null) {
      cast.note("sql " + name(piece));
      session
          .createNativeMutationQuery("/* " + COMMENT + " */ " + statement)
          .setParameter("id", piece.key())
          .executeUpdate();
    }
  }
}
