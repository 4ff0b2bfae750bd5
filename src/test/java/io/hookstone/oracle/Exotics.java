package io.hookstone.oracle;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Entities with what Hibernate has beyond the usual: values, ways to delete, generated columns. */
final class Exotics {

  private Exotics() {}

  /** Stored by its place and by its name. */
  enum Grade {
    FINE,
    POOR
  }

  /** Stores a duration as text of its own. */
  static final class Spelled implements AttributeConverter<Duration, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Duration duration) {
      return duration == null ? null : duration.toSeconds() + " s";
    }

    @Override
    public @Nullable Duration convertToEntityAttribute(@Nullable String text) {
      return text == null
          ? null
          : Duration.ofSeconds(Long.parseLong(text.substring(0, text.indexOf(' '))));
    }
  }

  /** Values of many types. */
  @Entity(name = "Scroll")
  @Audited
  static class Scroll implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    @Convert(converter = Spelled.class)
    @Nullable Duration age;

    @Enumerated(EnumType.ORDINAL)
    @Nullable Grade grade;

    @Enumerated(EnumType.STRING)
    @Nullable Grade named;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable Map<String, String> seals;

    String @Nullable [] words;
    byte @Nullable [] stamp;
    @Lob @Nullable String text;

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      var word = Piece.word(random);
      switch (random.nextInt(7)) {
        case 0 -> age = Duration.ofSeconds(random.nextInt(2));
        case 1 -> grade = random.nextBoolean() ? Grade.FINE : Grade.POOR;
        case 2 -> named = random.nextBoolean() ? null : Grade.POOR;
        case 3 -> seals = Map.of("seal", word);
        case 4 -> words = new String[] {"a", word};
        case 5 -> stamp = word.getBytes(StandardCharsets.UTF_8);
        default -> text = word;
      }
    }
  }

  /** Its row stays, marked as deleted. */
  @Entity(name = "Gem")
  @Audited
  @SoftDelete
  static class Gem implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    @Nullable String name;
    @ElementCollection Set<String> facets = new HashSet<>();

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
      Piece.editSet(facets, random);
    }
  }

  /** Deleted by a statement of the application's. */
  @Entity(name = "Ticket")
  @Audited
  @SQLDelete(sql = "update Ticket set gone = true where id = ?")
  @SQLRestriction("gone = false")
  static class Ticket implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    @Nullable String name;
    boolean gone;

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      name = Piece.word(random);
    }
  }

  /** A natural id and values that others make. */
  @Entity(name = "Stamp")
  @Audited
  static class Stamp implements Piece {
    @Id Long id = 0L;

    @NaturalId(mutable = true)
    @Column(unique = true)
    @Nullable String code;

    @CreationTimestamp
    @Column(updatable = false)
    @Nullable Instant made;

    @UpdateTimestamp @Nullable Instant touched;

    @Generated
    @ColumnDefault("7")
    @Column(insertable = false, updatable = false)
    @Nullable Integer stock;

    @Nullable String motif;

    @Override
    public Object key() {
      return id;
    }

    @Override
    public void identify(int firstId, int offset) {
      id = (long) firstId + offset;
      code = "n" + id;
    }

    @Override
    public void edit(Random random) {
      if (random.nextInt(3) == 0) {
        code = "n" + id + (random.nextBoolean() ? "" : "b");
      } else {
        motif = Piece.word(random);
      }
    }
  }

  /** A record inside an entity. Envers cannot read those back. */
  @Embeddable
  record Spot(int wide, int high) {}

  /** What Envers does not audit, or not read: {@code @Any}, and a record. */
  @Entity(name = "Pin")
  static class Pin implements Piece {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    @Embedded @Nullable Spot spot;
    @ElementCollection Set<Spot> holes = new HashSet<>();

    @Any(fetch = FetchType.LAZY)
    @AnyKeyJavaClass(Long.class)
    @AnyDiscriminatorValue(discriminator = "L", entity = Basics.Ledger.class)
    @AnyDiscriminatorValue(discriminator = "B", entity = Basics.Box.class)
    @Column(name = "target_type")
    @JoinColumn(name = "target_id")
    @Nullable Object target;

    @Override
    public @Nullable Object key() {
      return id;
    }

    @Override
    public void edit(Random random) {
      spot = random.nextInt(3) == 0 ? null : new Spot(random.nextInt(2), 1);
    }

    @Override
    public void editCollection(Random random) {
      var hole = new Spot(random.nextInt(2), random.nextInt(2));
      if (!holes.remove(hole)) {
        holes.add(hole);
      }
    }
  }
}
