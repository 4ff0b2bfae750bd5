package io.hookstone.capture.model;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.io.Serializable;
import java.sql.Blob;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.jspecify.annotations.Nullable;

/** Binary values everywhere but in an attribute of their own, and other rare columns. */
public final class Binaries {

  private Binaries() {}

  @Embeddable
  public static class Photo {
    public @Nullable String name;
    public byte @Nullable [] content;
    public @Nullable BitSet flags;
    public @Nullable Blob original;

    public Photo() {}

    public Photo(String name, int content) {
      this.name = name;
      this.content = new byte[] {(byte) content};
      this.flags = BitSet.valueOf(new long[] {content});
    }
  }

  @Entity(name = "Album")
  public static class Album {
    @Id long id;
    public @Nullable Photo cover;

    @Column(name = "tile_bytes")
    public byte @Nullable [][] tiles;

    @ElementCollection public List<Photo> photos = new ArrayList<>();
    @ElementCollection @OrderColumn public List<byte[]> raws = new ArrayList<>();
    @ElementCollection public Map<String, byte[]> named = new HashMap<>();

    Album() {}

    public Album(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Hashed")
  public static class Hashed {
    @Id byte[] hash = {};
    public @Nullable String name;
    @ManyToOne public @Nullable Hashed parent;

    Hashed() {}

    public Hashed(byte... hash) {
      this.hash = hash;
    }
  }

  /** A part of an identifier that Hibernate stores serialized. */
  public record Serial(int number) implements Serializable {}

  @Embeddable
  public static class ShelfKey implements Serializable {
    private static final long serialVersionUID = 1L;

    byte[] room = {};
    Serial serial = new Serial(0);

    ShelfKey() {}

    public ShelfKey(int room, int serial) {
      this.room = new byte[] {(byte) room};
      this.serial = new Serial(serial);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ShelfKey key
          && Arrays.equals(room, key.room)
          && serial.equals(key.serial);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Arrays.hashCode(room), serial);
    }
  }

  @Entity(name = "Shelf")
  public static class Shelf {
    @EmbeddedId ShelfKey key = new ShelfKey();

    Shelf() {}

    public Shelf(ShelfKey key) {
      this.key = key;
    }
  }

  @Entity(name = "Holiday")
  @SuppressWarnings({"deprecation", "JavaUtilDate"})
  public static class Holiday {
    @Id
    @Temporal(TemporalType.DATE)
    @Column(name = "holiday_date")
    Date day = new Date(0);

    public @Nullable String name;

    @TimeZoneStorage(TimeZoneStorageType.COLUMN)
    public @Nullable OffsetDateTime begins;

    Holiday() {}

    public Holiday(Date day) {
      this.day = day;
    }
  }
}
