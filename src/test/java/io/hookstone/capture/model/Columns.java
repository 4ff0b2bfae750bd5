package io.hookstone.capture.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.UpdateTimestamp;

/** Columns that somebody else fills, or that are written only once, or never. */
public final class Columns {

  private Columns() {}

  /** Time of creation and of change, by Hibernate. */
  @Entity(name = "Stamped")
  public static class Stamped {
    @Id public Long id;
    @Version public Instant version;

    @CreationTimestamp
    @Column(updatable = false)
    public Instant createdAt;

    @UpdateTimestamp public Instant changedAt;
    public String text;

    protected Stamped() {}

    public Stamped(long id) {
      this.id = id;
    }
  }

  /** Some of it is the database's. */
  @Entity(name = "Counter")
  public static class Counter {
    @Id public Long id;
    public int amount;

    @ColumnDefault("'new'")
    @Generated
    public String state;

    @GeneratedColumn("amount * 2")
    public Integer doubled;

    @Formula("amount * 3")
    public Integer tripled;

    @Embedded public Range range;

    protected Counter() {}

    public Counter(long id, int amount) {
      this.id = id;
      this.amount = amount;
      this.range = new Range();
      this.range.low = amount;
    }
  }

  /** Has a formula, too. */
  @Embeddable
  public static class Range {
    public int low;

    @Formula("amount + 100")
    public Integer high;
  }

  /** Columns with flags. */
  @Entity(name = "Flagged")
  public static class Flagged {
    @Id public Long id;
    public String free;

    @Column(updatable = false)
    public String once;

    @ColumnDefault("'default'")
    @Column(insertable = false)
    public String later;

    @Column(name = "counter_id")
    public Long counterId;

    @ManyToOne
    @JoinColumn(name = "counter_id", insertable = false, updatable = false)
    public Counter counter;

    protected Flagged() {}

    public Flagged(long id) {
      this.id = id;
    }
  }
}
