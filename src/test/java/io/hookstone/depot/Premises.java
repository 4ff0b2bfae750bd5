package io.hookstone.depot;

import io.hookstone.depot.business.Customers;
import io.hookstone.depot.business.Services;
import io.hookstone.depot.business.Transactions;
import io.hookstone.depot.ledger.Inbox;
import io.hookstone.depot.ledger.Journal;
import io.hookstone.depot.ledger.Ledger;
import io.hookstone.depot.receive.DeclaredEndpoint;
import io.hookstone.depot.receive.Receiver;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that runs: the receivers first, for their ports, then the application. */
final class Premises implements AutoCloseable {

  private static final String UNIT = "depot";
  private static final String UNIT_FILE = "META-INF/persistence.xml";

  /** No webhook may contain these: the attribute's name, and how every value of it begins. */
  private static final List<String> FORBIDDEN = List.of("passwordHash", Customers.HASH_PREFIX);

  private final List<Receiver> receivers = new ArrayList<>();
  private final EntityManagerFactory factory;
  private final Services services;

  private Premises(Ledger ledger, Journal journal, Clock clock) {
    Map<String, String> urls = new HashMap<>();
    for (DeclaredEndpoint endpoint : DeclaredEndpoint.readFrom(UNIT_FILE)) {
      Receiver receiver = Receiver.start(endpoint, FORBIDDEN, journal, clock);
      receivers.add(receiver);
      urls.put(endpoint.urlKey(), receiver.url());
    }
    try {
      this.factory = Persistence.createEntityManagerFactory(UNIT, urls);
    } catch (RuntimeException failure) {
      receivers.forEach(Receiver::close);
      throw failure;
    }
    this.services = Services.on(new Transactions(factory, ledger, journal, clock));
  }

  static Premises open(Ledger ledger, Journal journal, Clock clock) {
    return new Premises(ledger, journal, clock);
  }

  Services services() {
    return services;
  }

  List<Inbox> inboxes() {
    return receivers.stream().map(Receiver::inbox).toList();
  }

  /** What runs, for the banner. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add("database   " + factory.getProperties().get("jakarta.persistence.jdbc.url"));
    for (Receiver receiver : receivers) {
      facts.add(
          String.format(
              "%-10s %-12s gets %s",
              receiver.inbox().endpoint(),
              receiver.inbox().format(),
              receiver.inbox().subscription()));
    }
    return facts;
  }

  /** The application first: while it closes, the receivers still answer. */
  @Override
  public void close() {
    factory.close();
    receivers.forEach(Receiver::close);
  }
}
