package io.hookstone.oracle;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;

/** Entities of many mappings, all audited. */
final class Model {

  static final List<Class<? extends Piece>> PIECES =
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
          Seat.class);

  static final Class<?>[] ENTITIES = {
    Ledger.class,
    Entry.class,
    Person.class,
    Club.class,
    Box.class,
    Part.class,
    Vehicle.class,
    Car.class,
    Truck.class,
    Cash.class,
    Coin.class,
    Note.class,
    Shape.class,
    Circle.class,
    Square.class,
    Cell.class,
    Seat.class,
    Step.class
  };

  private Model() {}

  /** What every entity can do. */
  interface Piece {
    /** Returns the identifier as Hibernate knows it, null before it is generated. */
    @Nullable Object key();

    /** Returns the identifier as events show it. */
    default String keyText() {
      return String.valueOf(key());
    }

    /** Gives one basic value another value, or the same. */
    void edit(Random random);

    /** Changes what is in one of its own collections, if it has any. */
    default void editCollection(Random random) {}
  }

  private static String word(Random random) {
    return "w" + random.nextInt(3);
  }

  private static void editSet(Set<String> set, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> set.clear();
      case 1 -> set.remove(word(random));
      case 2 -> {
        // Nothing, the long way round.
        if (set.add("passing")) {
          set.remove("passing");
        }
      }
      default -> set.add(word(random));
    }
  }

  @Embeddable
  static class Geo {
    int latitude;
    int longitude;

    protected Geo() {}

    Geo(Random random) {
      latitude = random.nextInt(2);
      longitude = random.nextInt(2);
    }
  }

  @Embeddable
  static class Address {
    @Nullable String city;
    @Embedded @Nullable Geo geo;

    protected Address() {}

    Address(Random random) {
      city = word(random);
      geo = new Geo(random);
    }
  }

  /** An element of a set. Not a record: Envers cannot read those back. */
  @Embeddable
  static final class Mark {
    @Nullable String ink;

    Mark() {}

    Mark(String ink) {
      this.ink = ink;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Mark mark && Objects.equals(mark.ink, ink);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(ink);
    }
  }

  /** Versioned, with children that it owns for life. */
  @Entity(name = "Ledger")
  @Audited
  static class Ledger implements Piece {
    @Id Long id = 0L;
    @Version int version;
    @Nullable String name;

    @Column(precision = 10, scale = 2)
    @Nullable BigDecimal amount;

    @Embedded @Nullable Address address;
    @ElementCollection @OrderColumn List<String> tags = new ArrayList<>();

    @OneToMany(mappedBy = "ledger", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Entry> entries = new ArrayList<>();

    @Override
    public Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      switch (random.nextInt(3)) {
        case 0 -> name = word(random);
        case 1 -> amount = new BigDecimal(random.nextBoolean() ? "12.34" : "12.340");
        default -> address = new Address(random);
      }
    }

    @Override
    public void editCollection(Random random) {
      switch (random.nextInt(5)) {
        case 0 -> tags.clear();
        case 1 -> tags.add(0, word(random));
        case 2 -> tags = new ArrayList<>(tags);
        case 3 -> {
          if (!tags.isEmpty()) {
            tags.add(tags.remove(0));
          }
        }
        default -> tags.add(word(random));
      }
    }
  }

  /** The owning side of {@link Ledger#entries}. */
  @Entity(name = "Entry")
  @Audited
  static class Entry implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    @Nullable String text;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Ledger ledger;

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      text = word(random);
    }
  }

  /** Unversioned, with sets and a many-to-many. */
  @Entity(name = "Person")
  @Audited
  static class Person implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Nullable String name;
    @ElementCollection Set<String> nicknames = new HashSet<>();
    @ElementCollection Set<Mark> marks = new HashSet<>();
    @ManyToMany Set<Club> clubs = new HashSet<>();

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      name = word(random);
    }

    @Override
    public void editCollection(Random random) {
      if (random.nextBoolean()) {
        editSet(nicknames, random);
      } else if (!marks.remove(new Mark("red"))) {
        marks.add(new Mark(random.nextBoolean() ? "red" : "blue"));
      }
    }
  }

  /** The inverse side of {@link Person#clubs}. */
  @Entity(name = "Club")
  @Audited
  static class Club implements Piece {
    @Id String code = "";
    @Nullable String name;

    @ManyToMany(mappedBy = "clubs")
    Set<Person> members = new HashSet<>();

    @Override
    public Object key() {
      return code;
    }

    @Override
    public void edit(Random random) {
      name = word(random);
    }
  }

  /** Unversioned, with a one-to-many that nobody else knows of, and a map. */
  @Entity(name = "Box")
  @Audited
  static class Box implements Piece {
    @Id Long id = 0L;
    @Nullable String label;

    @OneToMany
    @JoinColumn(name = "box_id")
    Set<Part> parts = new HashSet<>();

    @ElementCollection Map<String, Integer> counts = new HashMap<>();

    @Override
    public Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      label = word(random);
    }

    @Override
    public void editCollection(Random random) {
      if (random.nextInt(3) == 0) {
        counts.remove(word(random));
      } else {
        counts.put(word(random), random.nextInt(2));
      }
    }
  }

  /** An element of {@link Box#parts}. */
  @Entity(name = "Part")
  @Audited
  static class Part implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    @Nullable UUID id;

    @Nullable String label;

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      label = word(random);
    }
  }

  /** Joined tables, versioned. */
  @Entity(name = "Vehicle")
  @Audited
  @Inheritance(strategy = InheritanceType.JOINED)
  abstract static class Vehicle implements Piece {
    @Id Long id = 0L;
    @Version int version;
    @Nullable String plate;

    @Override
    public Object key() {
      return id;
    }
  }

  @Entity(name = "Car")
  @Audited
  static class Car extends Vehicle {
    int doors;

    @Override
    public void edit(Random random) {
      if (random.nextBoolean()) {
        plate = word(random);
      } else {
        doors = random.nextInt(2);
      }
    }
  }

  @Entity(name = "Truck")
  @Audited
  static class Truck extends Vehicle {
    @Nullable String load;
    @ElementCollection Set<String> axles = new HashSet<>();

    @Override
    public void edit(Random random) {
      load = word(random);
    }

    @Override
    public void editCollection(Random random) {
      editSet(axles, random);
    }
  }

  /** A single table. */
  @Entity(name = "Cash")
  @Audited
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  abstract static class Cash implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    int amount;

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      amount = random.nextInt(2);
    }
  }

  @Entity(name = "Coin")
  @Audited
  static class Coin extends Cash {
    @Nullable String metal;
  }

  @Entity(name = "Note")
  @Audited
  static class Note extends Cash {
    @ElementCollection Set<String> stains = new HashSet<>();

    @Override
    public void editCollection(Random random) {
      editSet(stains, random);
    }
  }

  /** A table for each class. */
  @Entity(name = "Shape")
  @Audited
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Shape implements Piece {
    @Id Long id = 0L;
    @Nullable String color;

    @Override
    public Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      color = word(random);
    }
  }

  @Entity(name = "Circle")
  @Audited
  static class Circle extends Shape {
    int radius;
  }

  @Entity(name = "Square")
  @Audited
  static class Square extends Shape {
    int side;
  }

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
    public String keyText() {
      return "{\"x\":%d,\"y\":%d}".formatted(place.x(), place.y());
    }

    @Override
    public void edit(Random random) {
      if (random.nextBoolean()) {
        text = word(random);
      } else {
        more = random.nextBoolean() ? null : word(random);
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
    public String keyText() {
      return "{\"line\":%d,\"number\":%d}".formatted(line, number);
    }

    @Override
    public void edit(Random random) {
      guest = word(random);
    }
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
