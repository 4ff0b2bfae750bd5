package io.hookstone.batch;

import io.hookstone.delivery.Lanes;
import io.hookstone.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.jboss.logging.Logger;

/**
 * Relays rows that nobody else does: of nodes that died between commit and relay, and those that
 * did not fit into a batcher. Confined to the relay's executor, on which it takes turns with fresh
 * batches.
 */
public final class SweepOutbox implements Runnable {

  private static final Logger LOG = Logger.getLogger(SweepOutbox.class);

  /** How long a row that could not be relayed is left alone. */
  private static final Duration QUARANTINE = Duration.ofMinutes(1);

  /** The most rows whose failure is remembered. */
  private static final int MAX_QUARANTINED = 10_000;

  private static final Relay.Relayed NOTHING =
      new Relay.Relayed(Set.of(), Set.of(), Set.of(), false);

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration CHECK_FOR_ROOM = Duration.ofMillis(5);
  private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofMillis(250);

  private final SessionFactory sessions;
  private final Outbox outbox;
  private final Relay relay;
  private final Lanes lanes;
  private final int maxSize;
  private final Duration grace;
  private final ScheduledExecutorService executor;
  private final Clock clock;
  private final Map<UUID, Instant> quarantine = new HashMap<>();

  /** Rows that the last look found and no turn has taken yet, oldest first. */
  private final Set<UUID> found = new LinkedHashSet<>();

  /** Whether the last look found as many rows as it may, so that another is worth it. */
  private boolean more;

  /**
   * Makes the job.
   *
   * @param maxSize the most rows of one turn
   * @param grace how old a row must be: younger ones are left to the node that wrote them
   * @param executor the relay's, which runs one job at a time
   */
  public SweepOutbox(
      SessionFactory sessions,
      Outbox outbox,
      Relay relay,
      Lanes lanes,
      int maxSize,
      Duration grace,
      ScheduledExecutorService executor,
      Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.relay = relay;
    this.lanes = lanes;
    this.maxSize = maxSize;
    this.grace = grace;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Takes one turn, which is one transaction of the relay, and asks for the next: as soon as there
   * is room while there is a backlog, else after a second.
   */
  @Override
  public void run() {
    var relayed = NOTHING;
    boolean backlog = false;
    try {
      if (found.isEmpty()) {
        found.addAll(orphans());
        more = found.size() >= maxSize;
      }
      if (!found.isEmpty()) {
        relayed = relay.relaySome(found);
        found.removeAll(relayed.seen());
        relayed.failed().forEach(row -> quarantine.put(row, clock.instant().plus(QUARANTINE)));
      }
      backlog = !relayed.brokenOff() && (more || !found.isEmpty());
    } catch (RuntimeException | Error e) {
      // An error too would end the sweep for ever.
      LOG.warnf("HKS0803: The sweep failed and is tried again. cause=%s", e.toString());
    }
    if (backlog) {
      continueWithRoom(relayed.endpoints(), Duration.ZERO);
    } else {
      schedule(this, IDLE);
    }
  }

  private List<UUID> orphans() {
    var now = clock.instant();
    quarantine.values().removeIf(until -> until.isBefore(now));
    int skipped = Math.min(quarantine.size(), MAX_QUARANTINED);
    var orphans =
        new ArrayList<>(
            sessions.fromStatelessTransaction(
                session -> outbox.orphans(session, now.minus(grace), maxSize + skipped)));
    orphans.removeAll(quarantine.keySet());
    return orphans.subList(0, Math.min(orphans.size(), maxSize));
  }

  /**
   * While every lane that the last turn fed is still busy, more rows would only take the detour
   * over the due poll. Waits a little, without holding up fresh batches.
   */
  private void continueWithRoom(Set<UUID> endpoints, Duration waited) {
    boolean room = endpoints.isEmpty() || endpoints.stream().anyMatch(lanes::roomy);
    if (room || waited.compareTo(LONGEST_WAIT_FOR_ROOM) >= 0) {
      schedule(this, Duration.ZERO);
    } else {
      schedule(() -> continueWithRoom(endpoints, waited.plus(CHECK_FOR_ROOM)), CHECK_FOR_ROOM);
    }
  }

  private void schedule(Runnable job, Duration delay) {
    if (!executor.isShutdown()) {
      var unused = executor.schedule(job, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
