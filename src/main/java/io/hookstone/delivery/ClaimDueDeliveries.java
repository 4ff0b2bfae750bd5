package io.hookstone.delivery;

import io.hookstone.delivery.DeliveryStore.Candidate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds deliveries whose time has come, claims as many as the lanes have room for, and hands them
 * over. Run by one thread at a time.
 *
 * <p>What comes here: retries, deliveries that found their lane full, and those of nodes that died.
 */
public final class ClaimDueDeliveries implements Runnable {

  /** The most deliveries of one claim. */
  static final int MAX_BATCH = 500;

  /** After this long, other jobs of the thread have their turn, however much is due. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private final DeliveryStore store;
  private final Lanes lanes;
  private final Duration lease;
  private final Clock clock;

  /**
   * Makes the job.
   *
   * @param lease how long a claimed delivery is left alone by other nodes; longer than the deadline
   *     of an attempt
   */
  public ClaimDueDeliveries(DeliveryStore store, Lanes lanes, Duration lease, Clock clock) {
    this.store = store;
    this.lanes = lanes;
    this.lease = lease;
    this.clock = clock;
  }

  /** Claims until nothing is due, no lane has room, or the turn has been long enough. */
  @Override
  public void run() {
    var end = clock.instant().plus(LONGEST_TURN);
    while (claimBatch() && clock.instant().isBefore(end)) {
      // Each round fills lanes, and full lanes are left out of the next.
    }
  }

  /** Returns whether another round can be worth it. */
  private boolean claimBatch() {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var candidates = store.candidates(now, lanes.full(), MAX_BATCH);
    Map<UUID, UUID> reserved = reserve(candidates);
    if (reserved.isEmpty()) {
      return false;
    }
    var tasks = List.<DeliveryTask>of();
    try {
      tasks = store.claim(reserved.keySet(), now, now.plus(lease));
    } finally {
      tasks.forEach(task -> reserved.remove(task.deliveryId()));
      reserved.values().forEach(lanes::cancelReservation);
    }
    lanes.submit(new ArrayList<>(tasks));
    return !tasks.isEmpty() && candidates.size() == MAX_BATCH;
  }

  private Map<UUID, UUID> reserve(List<Candidate> candidates) {
    var reserved = new HashMap<UUID, UUID>();
    for (Candidate candidate : candidates) {
      if (lanes.reserve(candidate.endpointId())) {
        reserved.put(candidate.deliveryId(), candidate.endpointId());
      }
    }
    return reserved;
  }
}
