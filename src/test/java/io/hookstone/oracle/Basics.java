package io.hookstone.oracle;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
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
import org.jspecify.annotations.Nullable;

/** Entities with associations and collections. */
final class Basics {

  private Basics() {}

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
      city = Piece.word(random);
      geo = new Geo(random);
    }
  }

  /** Nested in an element of a set. */
  @Embeddable
  static class Tone {
    int depth;

    protected Tone() {}

    Tone(int depth) {
      this.depth = depth;
    }
  }

  /** An element of a set. Not a record: Envers cannot read those back. */
  @Embeddable
  static final class Mark {
    String ink = "";
    @Embedded Tone tone = new Tone();

    Mark() {}

    Mark(String ink, int depth) {
      this.ink = ink;
      this.tone = new Tone(depth);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Mark mark
          && Objects.equals(mark.ink, ink)
          && mark.tone.depth == tone.depth;
    }

    @Override
    public int hashCode() {
      return Objects.hash(ink, tone.depth);
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
    public void identify(int firstId, int offset) {
      id = (long) firstId + offset;
    }

    @Override
    public void edit(Random random) {
      switch (random.nextInt(3)) {
        case 0 -> name = Piece.word(random);
        case 1 -> amount = new BigDecimal(random.nextBoolean() ? "12.34" : "12.340");
        default -> address = new Address(random);
      }
    }

    @Override
    public void editCollection(Random random) {
      switch (random.nextInt(5)) {
        case 0 -> tags.clear();
        case 1 -> tags.add(0, Piece.word(random));
        case 2 -> tags = new ArrayList<>(tags);
        case 3 -> {
          if (!tags.isEmpty()) {
            tags.add(tags.remove(0));
          }
        }
        default -> tags.add(Piece.word(random));
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
      text = Piece.word(random);
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

    @ElementCollection
    @CollectionTable(name = "person_marks", joinColumns = @JoinColumn(name = "person_id"))
    Set<Mark> marks = new HashSet<>();

    @ManyToMany Set<Club> clubs = new HashSet<>();

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      name = Piece.word(random);
    }

    @Override
    public void editCollection(Random random) {
      if (random.nextBoolean()) {
        Piece.editSet(nicknames, random);
      } else if (!marks.remove(new Mark("red", 1))) {
        marks.add(new Mark(random.nextBoolean() ? "red" : "blue", random.nextInt(2)));
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
    public void identify(int firstId, int offset) {
      code = "c" + (firstId + offset);
    }

    @Override
    public void edit(Random random) {
      name = Piece.word(random);
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
    @ElementCollection Map<String, Mark> bins = new HashMap<>();

    @Override
    public Object key() {
      return id;
    }

    @Override
    public void identify(int firstId, int offset) {
      id = (long) firstId + offset;
    }

    @Override
    public void edit(Random random) {
      label = Piece.word(random);
    }

    @Override
    public void editCollection(Random random) {
      switch (random.nextInt(5)) {
        case 0 -> counts.remove(Piece.word(random));
        case 1 -> bins.remove(Piece.word(random));
        case 2 -> bins.put(Piece.word(random), new Mark("green", random.nextInt(2)));
        default -> counts.put(Piece.word(random), random.nextInt(2));
      }
    }

    @Override
    public void resemble(Piece other, boolean withCollections) {
      if (other instanceof Box box) {
        label = box.label;
        if (withCollections) {
          counts.putAll(box.counts);
          box.bins.forEach((bin, mark) -> bins.put(bin, new Mark(mark.ink, mark.tone.depth)));
        }
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
      label = Piece.word(random);
    }
  }
}
