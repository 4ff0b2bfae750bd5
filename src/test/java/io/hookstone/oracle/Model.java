package io.hookstone.oracle;

import io.hookstone.oracle.Basics.Box;
import io.hookstone.oracle.Basics.Club;
import io.hookstone.oracle.Basics.Entry;
import io.hookstone.oracle.Basics.Ledger;
import io.hookstone.oracle.Basics.Part;
import io.hookstone.oracle.Basics.Person;
import io.hookstone.oracle.Exotics.Gem;
import io.hookstone.oracle.Exotics.Pin;
import io.hookstone.oracle.Exotics.Scroll;
import io.hookstone.oracle.Exotics.Stamp;
import io.hookstone.oracle.Exotics.Ticket;
import io.hookstone.oracle.Families.Car;
import io.hookstone.oracle.Families.Cash;
import io.hookstone.oracle.Families.Circle;
import io.hookstone.oracle.Families.Coin;
import io.hookstone.oracle.Families.Note;
import io.hookstone.oracle.Families.Shape;
import io.hookstone.oracle.Families.Square;
import io.hookstone.oracle.Families.Truck;
import io.hookstone.oracle.Families.Vehicle;
import io.hookstone.oracle.Keys.Cell;
import io.hookstone.oracle.Keys.Seat;
import io.hookstone.testkit.Enhanced;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

/** Entities of many mappings. */
final class Model {

  private static final Class<? extends Piece> MEMO = Enhanced.of(LazyMemo.class, Piece.class);

  /** What is audited. */
  static final List<Class<? extends Piece>> AUDITED =
      List.of(
          Ledger.class,
          Entry.class,
          Person.class,
          Club.class,
          Box.class,
          Part.class,
          Car.class,
          Truck.class,
          Coin.class,
          Note.class,
          Circle.class,
          Square.class,
          Cell.class,
          Seat.class,
          Scroll.class,
          Gem.class,
          Ticket.class,
          Stamp.class,
          MEMO);

  /** What there is. */
  static final List<Class<? extends Piece>> ALL =
      Stream.concat(AUDITED.stream(), Stream.of(Pin.class)).toList();

  private Model() {}

  /** Describes an application with all entities, which writes in batches. */
  static TestApplication.Builder on(TestDatabase database) {
    return TestApplication.on(database)
        .entities(
            Stream.concat(
                    ALL.stream(), Stream.of(Vehicle.class, Cash.class, Shape.class, Step.class))
                .toArray(Class<?>[]::new))
        .loadedBy(MEMO.getClassLoader())
        .with("hibernate.jdbc.batch_size", "20")
        .with("hookstone.batch.window", "1ms");
  }

  /** The revision entity, which names the transaction that it belongs to. */
  @Entity(name = "Step")
  @RevisionEntity(Labels.class)
  static class Step {
    @Id @GeneratedValue @RevisionNumber int id;
    @RevisionTimestamp long timestamp;
    int label;
  }

  /** Knows which transaction is running. One test at a time. */
  static final class Labels implements RevisionListener {
    static volatile int current;

    @Override
    public void newRevision(Object revision) {
      ((Step) revision).label = current;
    }
  }
}
