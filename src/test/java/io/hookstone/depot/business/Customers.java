package io.hookstone.depot.business;

import io.hookstone.depot.model.Address;
import io.hookstone.depot.model.Customer;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Customers: they register, move, and sign in. */
public final class Customers {

  /** Every password hash of Depot starts like this, so that a leak is easy to find. */
  public static final String HASH_PREFIX = "pbkdf2-sha256$";

  private static final int ITERATIONS = 1_000;
  private static final int HASH_BITS = 256;

  private final Transactions transactions;

  public Customers(Transactions transactions) {
    this.transactions = transactions;
  }

  UUID register(String name, String email, Address address, LocalDate since) {
    return transactions.call(
        work -> {
          work.title("customer " + name + " registered");
          return work.create(new Customer(name, email, hash(email, 0), address, since)).id();
        });
  }

  void correctAddress(UUID customerId, String street) {
    transactions.run(
        work -> {
          Customer customer = work.find(Customer.class, customerId);
          work.title("address of " + customer.name() + " corrected");
          customer.moveTo(customer.address().withStreet(street));
          work.noteUpdated(customer);
        });
  }

  /** A form saved as it was opened: equal values, so nothing changed and nobody is told. */
  void saveUnchanged(UUID customerId) {
    transactions.run(
        work -> {
          Customer customer = work.find(Customer.class, customerId);
          work.title("customer " + customer.name() + " saved unchanged");
          customer.moveTo(customer.address().withStreet(customer.address().street()));
        });
  }

  /** Renews the password hash; nobody outside may see that, but the visit is news. */
  void signIn(UUID customerId, int visit) {
    transactions.run(
        work -> {
          Customer customer = work.find(Customer.class, customerId);
          work.title("customer " + customer.name() + " signed in");
          customer.signIn(transactions.now(), hash(customer.name(), visit));
          work.noteUpdated(customer);
        });
  }

  private static String hash(String password, int round) {
    try {
      byte[] salt = {(byte) round, 's', 'a', 'l', 't'};
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS);
      SecretKeyFactory hashing = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      byte[] hash = hashing.generateSecret(spec).getEncoded();
      return HASH_PREFIX + ITERATIONS + "$" + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2WithHmacSHA256.", e);
    }
  }
}
