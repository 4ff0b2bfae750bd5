package io.hookstone.oracle;

import static io.hookstone.oracle.Cast.name;

import io.hookstone.oracle.Basics.Entry;
import io.hookstone.oracle.Basics.Ledger;
import io.hookstone.oracle.Basics.Mark;
import io.hookstone.oracle.Basics.Person;
import io.hookstone.oracle.Families.Car;
import io.hookstone.oracle.Families.Truck;
import io.hookstone.oracle.Keys.Cell;
import io.hookstone.oracle.Keys.Seat;
import io.hookstone.oracle.Sequence.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Transactions that show the lawful differences which random ones seldom do. Not thread-safe. */
final class Scenes {

  private static final int FIRST_ID = 900_000_000;

  private final SessionFactory sessions;
  private final Consumer<Transaction> each;
  private int label;

  private Scenes(SessionFactory sessions, int firstLabel, Consumer<Transaction> each) {
    this.sessions = sessions;
    this.label = firstLabel;
    this.each = each;
  }

  /**
   * Plays all scenes.
   *
   * @param each is given each transaction when it is over
   * @return how many there were
   */
  static int play(SessionFactory sessions, int firstLabel, Menu menu, Consumer<Transaction> each) {
    var scenes = new Scenes(sessions, firstLabel, each);
    scenes.sameTruckAgain();
    scenes.sameSeatAgain();
    scenes.sameCellAgainAndGone();
    scenes.sameCellAgainAndEdited();
    if (menu == Menu.EVERYTHING) {
      scenes.truckInPlaceOfACar();
    }
    scenes.passingMark();
    scenes.editThatIsCleared();
    return scenes.label - firstLabel;
  }

  private void transaction(BiConsumer<Session, List<String>> work) {
    Model.Labels.current = label;
    var journal = new ArrayList<String>();
    var from = Instant.now().truncatedTo(ChronoUnit.MICROS);
    sessions.inTransaction(session -> work.accept(session, journal));
    var to = Instant.now().truncatedTo(ChronoUnit.MICROS);
    each.accept(new Transaction(label++, Seeds.FIXED, from, to, true, journal));
  }

  private static void again(Session session, List<String> journal, Piece gone, Piece successor) {
    session.remove(session.find(gone.getClass(), gone.key()));
    session.flush();
    session.persist(successor);
    journal.add("persist again " + name(successor));
  }

  private static Truck truck() {
    var truck = new Truck();
    truck.id = (long) FIRST_ID;
    truck.load = "sand";
    truck.axles.add("front");
    return truck;
  }

  private void sameTruckAgain() {
    transaction((session, journal) -> session.persist(truck()));
    transaction((session, journal) -> again(session, journal, truck(), truck()));
    transaction(
        (session, journal) -> {
          var bare = truck();
          bare.axles.clear();
          again(session, journal, truck(), bare);
        });
  }

  private static Seat seat() {
    var seat = new Seat();
    seat.identify(FIRST_ID, 1);
    return seat;
  }

  private void sameSeatAgain() {
    transaction((session, journal) -> session.persist(seat()));
    transaction((session, journal) -> again(session, journal, seat(), seat()));
  }

  private static Cell cell() {
    return cell(0, null);
  }

  private static Cell cell(int offset, @Nullable String text) {
    var cell = new Cell();
    cell.identify(FIRST_ID, offset);
    cell.text = text;
    return cell;
  }

  private void sameCellAgainAndGone() {
    transaction((session, journal) -> session.persist(cell()));
    transaction(
        (session, journal) -> {
          var successor = cell();
          again(session, journal, cell(), successor);
          session.flush();
          session.remove(successor);
        });
  }

  private void sameCellAgainAndEdited() {
    transaction((session, journal) -> session.persist(cell(1, "first")));
    transaction(
        (session, journal) -> {
          var successor = cell(1, "first");
          again(session, journal, cell(1, "first"), successor);
          session.flush();
          edit(session, journal, successor, "second");
        });
    transaction(
        (session, journal) -> {
          var found = session.find(Cell.class, cell(1, "").key());
          edit(session, journal, found, "third");
          session.detach(found);
          edit(session, journal, session.find(Cell.class, cell(1, "").key()), "second");
        });
  }

  private static void edit(Session session, List<String> journal, Cell cell, String text) {
    cell.text = text;
    session.flush();
    journal.add("edit " + name(cell));
  }

  private void truckInPlaceOfACar() {
    var car = new Car();
    car.identify(FIRST_ID, 1);
    var truck = new Truck();
    truck.identify(FIRST_ID, 1);
    transaction((session, journal) -> session.persist(car));
    transaction((session, journal) -> again(session, journal, car, truck));
  }

  private void passingMark() {
    var person = new Person();
    transaction((session, journal) -> session.persist(person));
    transaction(
        (session, journal) -> {
          var found = session.find(Person.class, person.id);
          found.marks.add(new Mark("red", 0));
          session.flush();
          found.marks.clear();
          journal.add("edit collection " + name(found));
        });
  }

  private void editThatIsCleared() {
    var ledger = new Ledger();
    ledger.identify(FIRST_ID, 0);
    transaction((session, journal) -> session.persist(ledger));
    transaction(
        (session, journal) -> {
          var found = session.find(Ledger.class, ledger.id);
          var entry = new Entry();
          entry.ledger = found;
          found.entries.add(entry);
          session.flush();
          found.name = "never written";
          session.clear();
          journal.addAll(
              List.of("add entry to " + name(found), "flush", "edit " + name(found), "clear"));
        });
  }
}
