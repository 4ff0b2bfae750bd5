package io.hookstone.capture.model;

import io.hookstone.capture.WebhookIgnore;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;

/** Hierarchies, and tables that are unlike their entities. */
public final class Kinds {

  private Kinds() {}

  /** No entity of its own. */
  @MappedSuperclass
  public abstract static class Row {
    @Id public Long id;
    public String label;
  }

  /** All in one table. */
  @Entity(name = "Vessel")
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  @DiscriminatorColumn(name = "kind")
  public static class Vessel extends Row {}

  /** A row of the same table. */
  @Entity(name = "Ship")
  @DiscriminatorValue("S")
  public static class Ship extends Vessel {
    public Integer masts;
  }

  /** A table each, joined. */
  @Entity(name = "Device")
  @Inheritance(strategy = InheritanceType.JOINED)
  public static class Device extends Row {
    @ManyToOne public Vessel vessel;
  }

  /** Two tables. */
  @Entity(name = "Pump")
  public static class Pump extends Device {
    public Integer litres;
    @ElementCollection public Set<String> fluids = new HashSet<>();
  }

  /** A table each, whole. */
  @Entity(name = "Paper")
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  public static class Paper extends Row {}

  /** The other table. */
  @Entity(name = "Deed")
  public static class Deed extends Paper {
    public String seal;
  }

  /** Two tables, one entity. */
  @Entity(name = "Profile")
  @SecondaryTable(name = "profile_more", pkJoinColumns = @PrimaryKeyJoinColumn(name = "profile"))
  public static class Profile extends Row {
    @Column(table = "profile_more")
    public String motto;
  }

  /** Marked as deleted by Hibernate. */
  @Entity(name = "Lease")
  @SoftDelete
  public static class Lease extends Row {
    @ElementCollection @SoftDelete public Set<String> rooms = new HashSet<>();
  }

  /** Marked as deleted by its own statement. */
  @Entity(name = "Contract")
  @SQLDelete(sql = "update Contract set gone = true where id = ?")
  @SQLRestriction("gone = false")
  public static class Contract extends Row {
    public boolean gone;
  }

  /** Never updated. */
  @Entity(name = "Stamp")
  @Immutable
  public static class Stamp extends Row {}

  /** Writes only the columns that changed. */
  @Entity(name = "Sparse")
  @DynamicInsert
  @DynamicUpdate
  public static class Sparse extends Row {
    @Version public int version;
    public String other;
    public String third;
  }

  /** An embeddable with kinds of its own. */
  @Embeddable
  @DiscriminatorColumn(name = "shape")
  public static class Shape {
    public String colour;
  }

  /** One kind. */
  @Embeddable
  @DiscriminatorValue("Circle")
  public static class Circle extends Shape {
    public Integer radius;
  }

  /** Another, with something to hide. */
  @Embeddable
  @DiscriminatorValue("Square")
  public static class Square extends Shape {
    public Integer side;

    @WebhookIgnore @ElementCollection public Set<String> hidden = new HashSet<>();
  }

  /** Has a shape. */
  @Entity(name = "Sign")
  public static class Sign extends Row {
    @Embedded public Shape shape;
  }
}
