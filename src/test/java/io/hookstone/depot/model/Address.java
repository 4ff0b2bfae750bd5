package io.hookstone.depot.model;

import jakarta.persistence.Embeddable;

/** A postal address. */
@Embeddable
public record Address(String street, String city, String postalCode, String country) {

  public Address withStreet(String newStreet) {
    return new Address(newStreet, city, postalCode, country);
  }
}
