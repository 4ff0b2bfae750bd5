package io.hookstone.capture.model;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** Every kind of identifier. */
public final class Ids {

  private Ids() {}

  /** Inserted within {@code persist()}. */
  @Entity(name = "IdentityItem")
  public static class IdentityItem {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;
  }

  /** Ids come in blocks. */
  @Entity(name = "SequenceItem")
  public static class SequenceItem {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    public Long id;

    public String name;
  }

  /** Ids are made in memory. */
  @Entity(name = "UuidItem")
  public static class UuidItem {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    public UUID id;

    public String name;
  }

  /** The application's own text. */
  @Entity(name = "TextItem")
  public static class TextItem {
    @Id public String code;

    public String name;

    protected TextItem() {}

    public TextItem(String code) {
      this.code = code;
    }
  }

  /** A composite id in one attribute. */
  @Embeddable
  public record Slot(String aisle, int shelf) implements Serializable {}

  /** Has an {@code @EmbeddedId}. */
  @Entity(name = "EmbeddedIdItem")
  public static class EmbeddedIdItem {
    @EmbeddedId public Slot slot;

    public String name;

    protected EmbeddedIdItem() {}

    public EmbeddedIdItem(Slot slot, String name) {
      this.slot = slot;
      this.name = name;
    }
  }

  /** The id of {@link IdClassItem}. */
  public static class ItemKey implements Serializable {
    private static final long serialVersionUID = 1L;
    public Long item;
    public Integer position;

    public ItemKey() {}

    public ItemKey(Long item, Integer position) {
      this.item = item;
      this.position = position;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ItemKey key
          && Objects.equals(item, key.item)
          && Objects.equals(position, key.position);
    }

    @Override
    public int hashCode() {
      return Objects.hash(item, position);
    }
  }

  /** Has an {@code @IdClass}, of which one part is an association. */
  @Entity(name = "IdClassItem")
  @IdClass(ItemKey.class)
  public static class IdClassItem {
    @Id @ManyToOne public Item item;
    @Id public Integer position;

    public String name;

    protected IdClassItem() {}

    public IdClassItem(Item item, int position, String name) {
      this.item = item;
      this.position = position;
      this.name = name;
    }
  }
}
