package io.hookstone.depot.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody who orders. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
public class Customer implements DepotEntity {

  /** How a customer is treated. */
  public enum Tier {
    STANDARD,
    PREFERRED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @Version private int version;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false, unique = true)
  private String email;

  /** Must never leave the application: the receivers look for it in every body. */
  @Column(nullable = false)
  private String passwordHash;

  @Embedded private Address address;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Tier tier = Tier.STANDARD;

  @Column(nullable = false)
  private LocalDate customerSince;

  private Instant lastSeenAt;

  protected Customer() {}

  public Customer(
      String name, String email, String passwordHash, Address address, LocalDate customerSince) {
    this.name = name;
    this.email = email;
    this.passwordHash = passwordHash;
    this.address = address;
    this.customerSince = customerSince;
  }

  @Override
  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Address address() {
    return address;
  }

  public void moveTo(Address newAddress) {
    address = newAddress;
  }

  public void promote() {
    tier = Tier.PREFERRED;
  }

  /** Signing in renews the hash, as applications do when they raise its cost. */
  public void signIn(Instant at, String renewedHash) {
    lastSeenAt = at;
    passwordHash = renewedHash;
  }
}
