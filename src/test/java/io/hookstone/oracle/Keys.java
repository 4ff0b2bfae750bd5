package io.hookstone.oracle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SecondaryTable;
import java.io.Serializable;
import java.util.Objects;
import java.util.Random;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Entities with identifiers of several columns. */
final class Keys {

  private Keys() {}

  /** The id of {@link Cell}. */
  @Embeddable
  record Place(int x, int y) {}

  /** An embedded id and a second table. */
  @Entity(name = "Cell")
  @Audited
  @SecondaryTable(name = "cell_more")
  static class Cell implements Piece {
    @EmbeddedId Place place = new Place(0, 0);
    @Nullable String text;

    @Column(table = "cell_more")
    @Nullable String more;

    @Override
    public Object key() {
      return place;
    }

    @Override
    public void identify(int firstId, int offset) {
      place = new Place(firstId, offset);
    }

    @Override
    public String keyText() {
      return "{\"x\":%d,\"y\":%d}".formatted(place.x(), place.y());
    }

    @Override
    public void edit(Random random) {
      if (random.nextBoolean()) {
        text = Piece.word(random);
      } else {
        more = random.nextBoolean() ? null : Piece.word(random);
      }
    }
  }

  /** The id of {@link Seat}. */
  static final class SeatKey implements Serializable {
    private static final long serialVersionUID = 1L;
    int line;
    int number;

    SeatKey() {}

    SeatKey(int line, int number) {
      this.line = line;
      this.number = number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SeatKey key && key.line == line && key.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(line, number);
    }
  }

  /** An id class. */
  @Entity(name = "Seat")
  @Audited
  @IdClass(SeatKey.class)
  static class Seat implements Piece {
    @Id int line;
    @Id int number;
    @Nullable String guest;

    @Override
    public Object key() {
      return new SeatKey(line, number);
    }

    @Override
    public void identify(int firstId, int offset) {
      line = firstId;
      number = offset;
    }

    @Override
    public String keyText() {
      return "{\"line\":%d,\"number\":%d}".formatted(line, number);
    }

    @Override
    public void edit(Random random) {
      guest = Piece.word(random);
    }
  }
}
