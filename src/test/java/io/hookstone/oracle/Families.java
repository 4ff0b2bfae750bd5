package io.hookstone.oracle;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** The three strategies of inheritance. */
final class Families {

  private Families() {}

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

    @Override
    public void identify(int firstId, int offset) {
      id = (long) firstId + offset;
    }

    @Override
    public Class<? extends Piece> root() {
      return Vehicle.class;
    }
  }

  @Entity(name = "Car")
  @Audited
  static class Car extends Vehicle {
    int doors;

    @Override
    public void edit(Random random) {
      if (random.nextBoolean()) {
        plate = Piece.word(random);
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
      load = Piece.word(random);
    }

    @Override
    public void editCollection(Random random) {
      Piece.editSet(axles, random);
    }

    @Override
    public void resemble(Piece other, boolean withCollections) {
      if (other instanceof Truck truck) {
        plate = truck.plate;
        load = truck.load;
        if (withCollections) {
          axles.addAll(truck.axles);
        }
      }
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
    public Class<? extends Piece> root() {
      return Cash.class;
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
      Piece.editSet(stains, random);
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
    public void identify(int firstId, int offset) {
      id = (long) firstId + offset;
    }

    @Override
    public Class<? extends Piece> root() {
      return Shape.class;
    }

    @Override
    public void edit(Random random) {
      color = Piece.word(random);
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
}
