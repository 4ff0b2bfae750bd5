package io.hookstone.capture.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entities that point at each other. */
public final class Graph {

  private Graph() {}

  /** Versioned, with everything that an owner can have. */
  @Entity(name = "Parent")
  public static class Parent {
    @Id public Long id;
    @Version public int version;
    public String name;

    @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
    public List<Child> children = new ArrayList<>();

    @ElementCollection @OrderColumn public List<String> tags = new ArrayList<>();

    protected Parent() {}

    public Parent(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  /** The owning side of the association. */
  @Entity(name = "Child")
  public static class Child {
    @Id public Long id;
    public String name;

    @ManyToOne(fetch = FetchType.LAZY)
    public Parent parent;

    @ElementCollection public Set<String> marks = new HashSet<>();

    protected Child() {}

    public Child(long id, String name, Parent parent) {
      this.id = id;
      this.name = name;
      this.parent = parent;
    }
  }

  /** Without a version. */
  @Entity(name = "Basket")
  public static class Basket {
    @Id public Long id;

    @ElementCollection @OrderColumn public List<String> labels = new ArrayList<>();
    @ElementCollection public Map<String, Integer> counts = new HashMap<>();
    @ElementCollection public Set<Address> addresses = new HashSet<>();
    @ManyToMany public Set<Item> items = new HashSet<>();

    protected Basket() {}

    public Basket(long id) {
      this.id = id;
    }
  }

  /** Nested in {@link Address}. */
  @Embeddable
  public static class Geo {
    public Double latitude;
    public Double longitude;

    protected Geo() {}

    public Geo(double latitude, double longitude) {
      this.latitude = latitude;
      this.longitude = longitude;
    }
  }

  /** An embeddable with something in it that must stay at home. */
  @Embeddable
  public static class Address {
    public String city;
    public String gateToken;
    @Embedded public Geo geo;

    protected Address() {}

    public Address(String city, String gateToken, Geo geo) {
      this.city = city;
      this.gateToken = gateToken;
      this.geo = geo;
    }
  }

  /** Has an embedded value. */
  @Entity(name = "Site")
  public static class Site {
    @Id public Long id;
    @Embedded public Address address;

    protected Site() {}

    public Site(long id, Address address) {
      this.id = id;
      this.address = address;
    }
  }

  /** The root of a hierarchy. */
  @Entity(name = "Animal")
  @Inheritance(strategy = InheritanceType.JOINED)
  public static class Animal {
    @Id public Long id;
    public String name;
  }

  /** One kind. */
  @Entity(name = "Cat")
  public static class Cat extends Animal {
    public Integer lives;
  }

  /** Another kind, with more properties. */
  @Entity(name = "Dog")
  public static class Dog extends Animal {
    public String tricks;
    public Integer bones;
  }
}
