package io.hookstone.capture.model;

import io.hookstone.capture.WebhookIgnore;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Entities that own collections of every kind. */
public final class Crates {

  private Crates() {}

  /** Without a version. */
  @Entity(name = "Crate")
  public static class Crate {
    @Id public Long id;
    public String name;

    @ElementCollection public Set<String> tags = new HashSet<>();
    @ElementCollection public List<String> bag = new ArrayList<>();
    @ElementCollection @OrderColumn public List<String> steps = new ArrayList<>();
    @ElementCollection public Map<String, Integer> counts = new HashMap<>();
    @ElementCollection public Map<Spot, String> spots = new HashMap<>();

    @ElementCollection
    @Column(name = "price", precision = 20, scale = 4)
    public List<BigDecimal> prices = new ArrayList<>();

    @ElementCollection public Set<Seal> seals = new HashSet<>();
    @ManyToMany public Set<Item> items = new HashSet<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "crate_id", nullable = false)
    public List<Slip> slips = new ArrayList<>();

    @WebhookIgnore @ElementCollection public Set<String> ignored = new HashSet<>();
    @ElementCollection public Set<String> apiTokens = new HashSet<>();
    @Embedded public Lid lid = new Lid();

    protected Crate() {}

    public Crate(long id) {
      this.id = id;
    }
  }

  /** With a version. */
  @Entity(name = "SealedCrate")
  public static class SealedCrate {
    @Id public Long id;
    @Version public int version;
    @ElementCollection public Set<String> tags = new HashSet<>();

    protected SealedCrate() {}

    public SealedCrate(long id) {
      this.id = id;
    }
  }

  /** A key that is no single value. */
  @Embeddable
  public record Spot(int x, int y) {}

  /** Has a secret. */
  @Embeddable
  public record Seal(String number, String secretKey) {}

  /** An embeddable with a collection. */
  @Embeddable
  public static class Lid {
    public String colour = "red";
    @ElementCollection public Set<String> labels = new HashSet<>();
  }

  /** One of the crate's own. */
  @Entity(name = "Slip")
  public static class Slip {
    @Id public Long id;

    protected Slip() {}

    public Slip(long id) {
      this.id = id;
    }
  }

  /** Its documents have no equals, its price a scale of its own. */
  @Entity(name = "Quote")
  public static class Quote {
    @Id public Long id;

    @Column(precision = 20, scale = 4)
    public BigDecimal price;

    @JdbcTypeCode(SqlTypes.JSON)
    public Terms terms;

    protected Quote() {}

    public Quote(long id, BigDecimal price, int days) {
      this.id = id;
      this.price = price;
      this.terms = new Terms();
      this.terms.days = days;
    }
  }

  /** Without equals. */
  public static class Terms {
    public int days;
  }
}
