package io.hookstone.batch;

import io.hookstone.delivery.DeliveryTask;
import io.hookstone.delivery.Lanes;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.EndpointRegistry;
import io.hookstone.endpoint.EndpointSnapshot;
import io.hookstone.endpoint.ResolvedEndpoint;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.EnrichedChangeSet;
import io.hookstone.enrich.Enrichment;
import io.hookstone.event.EventRules;
import io.hookstone.event.WebhookEvent;
import io.hookstone.outbox.Outbox;
import io.hookstone.outbox.StoredChangeSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns outbox rows into events and deliveries: enrich, match, then one transaction that claims the
 * rows and inserts what became of them. Whoever deletes a row owns it, so two nodes never relay the
 * same one. Run by one thread at a time.
 */
public final class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  /** How much of the outbox is in memory at a time. */
  private static final long MAX_BYTES = 4L << 20;

  /**
   * How many changes one transaction relays. With the row that goes beyond it, which has up to 500,
   * this is half a lane, so that a backlog that waits for room gets it.
   */
  private static final int MAX_CHANGES = 500;

  /** How long a row whose enricher fails waits at most before it is tried again. */
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

  private final SessionFactory sessions;
  private final Outbox outbox;
  private final EventRules rules;
  private final Enrichment enrichment;
  private final InsertRecords records;
  private final EndpointRegistry registry;
  private final Lanes lanes;
  private final Supplier<UUID> ids;
  private final Duration lease;
  private final Clock clock;

  /**
   * Makes the relay.
   *
   * @param ids makes event and delivery ids, UUID version 7
   * @param lease how long a delivery that goes straight into a lane is left alone by other nodes
   */
  public Relay(
      SessionFactory sessions,
      Outbox outbox,
      EventRules rules,
      Enrichment enrichment,
      InsertRecords records,
      EndpointRegistry registry,
      Lanes lanes,
      Supplier<UUID> ids,
      Duration lease,
      Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.rules = rules;
    this.enrichment = enrichment;
    this.records = records;
    this.registry = registry;
    this.lanes = lanes;
    this.ids = ids;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * What a relay did. Immutable.
   *
   * @param seen the rows that need no further look: relayed, failed, or another node's
   * @param endpoints the endpoints that got deliveries
   * @param failed rows that were not relayed and may still be in the outbox
   * @param brokenOff whether the database could not be used, so that a next try should wait
   */
  public record Relayed(Set<UUID> seen, Set<UUID> endpoints, Set<UUID> failed, boolean brokenOff) {}

  /** Relays rows; those that another node has or takes are left to it. Never throws. */
  public void relay(Collection<UUID> rows) {
    var remaining = new LinkedHashSet<>(rows);
    while (!remaining.isEmpty()) {
      remaining.removeAll(relaySome(remaining).seen());
    }
  }

  /**
   * Relays the oldest of the rows, as many as one transaction should have. Never throws.
   *
   * @return what was done; it has seen at least one row
   */
  public Relayed relaySome(Set<UUID> rows) {
    var endpoints = new HashSet<UUID>();
    var failed = new HashSet<UUID>();
    var seen = new HashSet<UUID>();
    boolean brokenOff = false;
    try {
      var stored =
          sessions.fromStatelessTransaction(
              session -> outbox.read(session, rows, MAX_BYTES, MAX_CHANGES));
      stored.forEach(changeSet -> seen.add(changeSet.row()));
      if (stored.isEmpty()) {
        // Gone, or not readable: the sweep must not find the latter again and again.
        failed.addAll(rows);
      }
      relayTogetherOrSingly(stored, endpoints, failed);
    } catch (RuntimeException e) {
      LOG.warnf(
          "HKS0801: The outbox could not be relayed; the sweep tries again. rows=%d cause=%s",
          rows.size(), e.toString());
      brokenOff = true;
    }
    return new Relayed(seen.isEmpty() ? Set.copyOf(rows) : seen, endpoints, failed, brokenOff);
  }

  /** One change set that cannot be relayed must not hold up the others of its batch. */
  private void relayTogetherOrSingly(
      List<StoredChangeSet> stored, Set<UUID> endpoints, Set<UUID> failed) {
    try {
      endpoints.addAll(relayInOneTransaction(stored));
    } catch (RuntimeException | Error e) {
      if (TransientFailure.is(e) || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      if (stored.size() > 1) {
        LOG.debugf(e, "A batch failed and is relayed one by one. rows=%d", stored.size());
        stored.forEach(single -> relayTogetherOrSingly(List.of(single), endpoints, failed));
      } else {
        stored.forEach(single -> failed.add(single.row()));
        LOG.errorf(
            "HKS0802: A change set cannot be relayed; it stays in the outbox and is tried again. row=%s cause=%s",
            stored.get(0).row(), e.toString());
      }
    }
  }

  private Set<UUID> relayInOneTransaction(List<StoredChangeSet> stored) {
    if (stored.isEmpty()) {
      return Set.of();
    }
    var snapshot = registry.snapshot();
    var prepared = prepare(stored, snapshot);
    var submission = new Submission(now());
    try {
      sessions.inStatelessTransaction(session -> insert(session, prepared, submission));
    } catch (RuntimeException | Error e) {
      submission.tasks.forEach(task -> lanes.cancelReservation(task.endpointId()));
      throw e;
    }
    lanes.submit(submission.tasks);
    return submission.endpoints;
  }

  /**
   * A change set's events and who gets them, made before its row is claimed.
   *
   * @param heldUntil when the row is looked at again, or null for one that is relayed now
   */
  private record Prepared(UUID row, List<Matched> matched, @Nullable Instant heldUntil) {

    Stream<WebhookEvent> events() {
      return matched.stream().map(Matched::event);
    }
  }

  private record Matched(WebhookEvent event, Collection<ResolvedEndpoint> endpoints) {}

  private List<Prepared> prepare(List<StoredChangeSet> stored, EndpointSnapshot snapshot) {
    var enriched = enrichment.enrich(stored.stream().map(StoredChangeSet::changeSet).toList());
    var prepared = new ArrayList<Prepared>(stored.size());
    for (int i = 0; i < stored.size(); i++) {
      prepared.add(prepared(stored.get(i), enriched.get(i), snapshot));
    }
    return prepared;
  }

  private Prepared prepared(
      StoredChangeSet stored, EnrichedChangeSet enriched, EndpointSnapshot snapshot) {
    var changeSet = stored.changeSet();
    if (enriched.held()) {
      return new Prepared(stored.row(), List.of(), lookAgain(changeSet.occurredAt()));
    }
    var trigger = changeSet.trigger();
    var onlyFor = trigger == null ? null : trigger.endpointId();
    return new Prepared(
        stored.row(),
        enriched.events().stream()
            .flatMap(this::events)
            .map(event -> new Matched(event, endpoints(event, onlyFor, snapshot)))
            .toList(),
        null);
  }

  /** Waits as long again as the row is old, so that tries become rarer, on all nodes together. */
  private Instant lookAgain(Instant occurredAt) {
    var now = now();
    var age = Duration.between(occurredAt, now);
    var wait = age.isNegative() ? Duration.ZERO : age;
    return now.plus(wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait);
  }

  /**
   * Returns who gets an event.
   *
   * @param onlyFor the endpoint that alone gets it, or null for all that want it
   */
  private static Collection<ResolvedEndpoint> endpoints(
      WebhookEvent event, @Nullable UUID onlyFor, EndpointSnapshot snapshot) {
    return onlyFor == null ? snapshot.matching(event) : snapshot.find(onlyFor).stream().toList();
  }

  /** The rules decide how many events come of a change; a trigger's is of its own type. */
  private Stream<WebhookEvent> events(EnrichableEvent enriched) {
    var trigger = enriched.changeSet().trigger();
    var types =
        trigger == null
            ? rules.typesOf(enriched.change(), enriched.changeSet())
            : List.of(trigger.eventType());
    return types.stream().map(type -> event(type, enriched));
  }

  private WebhookEvent event(String type, EnrichableEvent enriched) {
    return WebhookEvent.of(
        ids.get(), type, enriched.changeSet(), enriched.change(), enriched.data(), enriched.note());
  }

  private void insert(StatelessSession session, List<Prepared> prepared, Submission submission) {
    hold(session, prepared);
    var claimed =
        outbox.claim(
            session,
            prepared.stream().filter(one -> one.heldUntil() == null).map(Prepared::row).toList());
    var owned = prepared.stream().filter(one -> claimed.contains(one.row())).toList();
    records.events(session, owned.stream().flatMap(Prepared::events).toList());
    for (Prepared one : owned) {
      for (Matched matched : one.matched()) {
        matched.endpoints().forEach(endpoint -> submission.add(matched.event(), endpoint));
      }
    }
    records.deliveries(session, submission.deliveries);
  }

  private void hold(StatelessSession session, List<Prepared> prepared) {
    var held = new HashMap<UUID, Instant>();
    for (Prepared one : prepared) {
      if (one.heldUntil() != null) {
        held.put(one.row(), one.heldUntil());
      }
    }
    if (!held.isEmpty()) {
      outbox.hold(session, held);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Deliveries of one batch: those with a place in a lane are claimed as they are inserted, the
   * rest are due at once.
   */
  private final class Submission {

    final List<WebhookDelivery> deliveries = new ArrayList<>();
    final List<DeliveryTask> tasks = new ArrayList<>();
    final Set<UUID> endpoints = new HashSet<>();
    private final Instant now;
    private final Instant leaseUntil;

    Submission(Instant now) {
      this.now = now;
      this.leaseUntil = now.plus(lease);
    }

    void add(WebhookEvent event, ResolvedEndpoint endpoint) {
      endpoints.add(endpoint.id());
      boolean placed = endpoint.active() && lanes.reserve(endpoint.id());
      var delivery =
          new WebhookDelivery(ids.get(), event.id(), endpoint.id(), now, placed ? leaseUntil : now);
      deliveries.add(delivery);
      if (placed) {
        tasks.add(DeliveryTask.of(delivery, event, leaseUntil));
      }
    }
  }
}
