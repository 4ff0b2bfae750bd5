package io.hookstone.capture.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** Associations of every kind. */
public final class Ties {

  private Ties() {}

  /** Has a natural id, and is the target of most. */
  @Entity(name = "Town")
  public static class Town {
    @Id public Long id;

    @NaturalId(mutable = true)
    public String code;

    @ManyToMany(mappedBy = "towns")
    public Set<Route> routes = new HashSet<>();

    @OneToOne(mappedBy = "town")
    public Mayor mayor;

    protected Town() {}

    public Town(long id, String code) {
      this.id = id;
      this.code = code;
    }
  }

  /** Owns its collections. */
  @Entity(name = "Route")
  public static class Route {
    @Id public Long id;
    @ManyToMany public Set<Town> towns = new HashSet<>();

    @ManyToMany
    @JoinTable(name = "route_stop")
    @OrderColumn
    public List<Town> stops = new ArrayList<>();

    @OneToMany
    @JoinTable(name = "route_guide")
    public Set<Leaf> guides = new HashSet<>();

    @ElementCollection
    @MapKeyJoinColumn(name = "town")
    public Map<Town, Integer> minutes = new HashMap<>();

    @ManyToMany
    @JoinTable(name = "route_by_code")
    @MapKey(name = "code")
    public Map<String, Town> byCode = new HashMap<>();

    @Any
    @AnyKeyJavaClass(Long.class)
    @AnyDiscriminatorValue(discriminator = "T", entity = Town.class)
    @AnyDiscriminatorValue(discriminator = "M", entity = Mayor.class)
    @Column(name = "sponsor_kind")
    @JoinColumn(name = "sponsor")
    public Object sponsor;

    @ManyToAny
    @AnyKeyJavaClass(Long.class)
    @AnyDiscriminatorValue(discriminator = "T", entity = Town.class)
    @AnyDiscriminatorValue(discriminator = "M", entity = Mayor.class)
    @Column(name = "guest_kind")
    @JoinTable(
        name = "route_guest",
        joinColumns = @JoinColumn(name = "route"),
        inverseJoinColumns = @JoinColumn(name = "guest"))
    public Set<Object> guests = new HashSet<>();

    protected Route() {}

    public Route(long id) {
      this.id = id;
    }
  }

  /** Shares its town's id. */
  @Entity(name = "Mayor")
  public static class Mayor {
    @Id public Long id;

    @MapsId
    @OneToOne(fetch = FetchType.LAZY)
    public Town town;

    public String name;

    protected Mayor() {}

    public Mayor(Town town, String name) {
      this.town = town;
      this.name = name;
    }
  }

  /** Its leaves go with it, by the application or by the database. */
  @Entity(name = "Tree")
  public static class Tree {
    @Id public Long id;

    @OneToMany(mappedBy = "tree", cascade = CascadeType.ALL, orphanRemoval = true)
    public List<Leaf> leaves = new ArrayList<>();

    @OneToMany(mappedBy = "tree")
    @OnDelete(action = OnDeleteAction.CASCADE)
    public List<Bug> bugs = new ArrayList<>();

    protected Tree() {}

    public Tree(long id) {
      this.id = id;
    }
  }

  /** Removed by Hibernate. */
  @Entity(name = "Leaf")
  public static class Leaf {
    @Id public Long id;
    public String colour;

    @ManyToOne(fetch = FetchType.LAZY)
    public Tree tree;

    protected Leaf() {}

    public Leaf(long id, Tree tree) {
      this.id = id;
      this.tree = tree;
    }
  }

  /** Removed by the database. */
  @Entity(name = "Bug")
  public static class Bug {
    @Id public Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.CASCADE)
    public Tree tree;

    protected Bug() {}

    public Bug(long id, Tree tree) {
      this.id = id;
      this.tree = tree;
    }
  }
}
