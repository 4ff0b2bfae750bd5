package io.hookstone.oracle;

import static io.hookstone.oracle.Cast.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What one transaction does with a stateless session. Not thread-safe. */
final class StatelessOperations {

  private final StatelessSession session;
  private final Random random;
  private final Cast cast;

  StatelessOperations(StatelessSession session, Random random, Cast cast) {
    this.session = session;
    this.random = random;
    this.cast = cast;
  }

  void next() {
    switch (random.nextInt(8)) {
      case 0, 1 -> insert();
      case 2, 3 -> update();
      case 4 -> delete();
      case 5 -> upsert();
      case 6 -> insertMultiple();
      default -> updateMultiple();
    }
  }

  private @Nullable Piece find() {
    var chosen = cast.pick(Piece.class);
    return chosen == null ? null : session.get(chosen.getClass(), chosen.key());
  }

  private @Nullable Piece fresh() {
    var piece = cast.make();
    return piece.key() == null || session.get(piece.root(), piece.key()) == null ? piece : null;
  }

  private void insert() {
    var piece = fresh();
    if (piece != null) {
      session.insert(piece);
      cast.known.add(piece);
      cast.note("stateless insert " + name(piece));
    }
  }

  private void update() {
    var piece = find();
    if (piece != null) {
      piece.edit(random);
      session.update(piece);
      cast.note("stateless update " + name(piece));
    }
  }

  private void delete() {
    var piece = find();
    if (piece != null) {
      session.delete(piece);
      cast.note("stateless delete " + name(piece));
    }
  }

  private void upsert() {
    var piece = random.nextBoolean() ? cast.make() : find();
    if (piece != null && piece.key() != null) {
      piece.edit(random);
      cast.note("upsert " + name(piece));
      session.upsert(piece);
      cast.known.add(piece);
    }
  }

  private void insertMultiple() {
    var pieces = new ArrayList<Piece>();
    for (int i = 0; i < 3; i++) {
      var piece = fresh();
      if (piece != null && pieces.stream().noneMatch(other -> sameRow(other, piece))) {
        pieces.add(piece);
      }
    }
    session.insertMultiple(pieces);
    pieces.forEach(piece -> cast.note("stateless insert " + name(piece)));
    cast.known.addAll(pieces);
  }

  private static boolean sameRow(Piece one, Piece other) {
    return one.key() != null && one.root() == other.root() && one.key().equals(other.key());
  }

  private void updateMultiple() {
    var piece = find();
    var other = find();
    if (piece != null && other != null && !name(piece).equals(name(other))) {
      piece.edit(random);
      other.edit(random);
      session.updateMultiple(List.of(piece, other));
      cast.note("stateless update " + name(piece));
      cast.note("stateless update " + name(other));
      if (random.nextInt(4) == 0) {
        session.deleteMultiple(List.of(piece, other));
        cast.note("stateless delete " + name(piece));
        cast.note("stateless delete " + name(other));
      }
    }
  }
}
