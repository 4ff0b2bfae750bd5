package io.hookstone.delivery;

import io.hookstone.endpoint.BatchDelivery;
import io.hookstone.endpoint.PayloadShape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory queue of one endpoint. Not thread-safe: guarded by the lock of its {@link Lanes}.
 *
 * <p>A place is taken by a reservation, then by the waiting task, then by its exchange, and given
 * back with the outcome. An exchange may have several tasks: each has its place, and all of them
 * are one exchange of the lane's share.
 */
final class Lane {

  /**
   * How many exchanges an endpoint gets before it has answered any, so that many endpoints that
   * never answer do not take all the places of those that do.
   */
  private static final int INITIAL_SHARE = 4;

  final UUID endpointId;
  private final int capacity;
  private final int maxInFlight;
  private final WaitingTasks waiting = new WaitingTasks();
  private int reserved;

  /** Tasks in exchanges. */
  private int taken;

  private int inFlight;
  private int share;
  private boolean listed;
  private boolean awaited;

  Lane(UUID endpointId, int capacity, int maxInFlight) {
    this.endpointId = endpointId;
    this.capacity = capacity;
    this.maxInFlight = maxInFlight;
    this.share = Math.min(INITIAL_SHARE, maxInFlight);
  }

  boolean full() {
    return places() >= capacity;
  }

  boolean roomy() {
    return places() <= capacity / 2;
  }

  boolean empty() {
    return places() == 0 && inFlight == 0;
  }

  private int places() {
    return reserved + waiting.count() + taken;
  }

  boolean reserve() {
    if (full()) {
      return false;
    }
    reserved++;
    return true;
  }

  void cancelReservation() {
    reserved--;
  }

  void enqueue(DeliveryTask task, Instant now, PayloadShape shape) {
    reserved--;
    waiting.add(task, now, shape);
  }

  /**
   * Whether the lane should now be put on the list of those that want to send; true only once until
   * unlisted.
   *
   * @param hurry whether a batch is sent before it is full
   */
  boolean list(BatchDelivery batch, Instant now, boolean hurry) {
    if (listed
        || inFlight >= share
        || !waiting.pause(batch, now, hurry).filter(Duration::isZero).isPresent()) {
      return false;
    }
    listed = true;
    return true;
  }

  /**
   * Returns after which time the lane has to be looked at again, if that is not expected yet: a
   * batch is not full, and its first task may wait so long.
   */
  Optional<Duration> toBeAwaited(BatchDelivery batch, Instant now) {
    if (awaited || listed || inFlight >= share) {
      return Optional.empty();
    }
    var pause = waiting.pause(batch, now, false).filter(left -> !left.isZero());
    awaited = pause.isPresent();
    return pause;
  }

  void noLongerAwaited() {
    awaited = false;
  }

  /** Takes the tasks of the next exchange; none if there is none now. */
  List<DeliveryTask> take(BatchDelivery batch, Instant now, boolean hurry) {
    listed = false;
    var tasks = inFlight < share ? waiting.take(batch, now, hurry) : List.<DeliveryTask>of();
    if (!tasks.isEmpty()) {
      inFlight++;
      taken += tasks.size();
    }
    return tasks;
  }

  /** Ends tasks of an exchange, which may have others. */
  void ended(int tasks) {
    taken -= tasks;
  }

  /** Takes back tasks that were taken for an exchange that goes on without them. */
  void putBack(List<DeliveryTask> tasks, PayloadShape shape) {
    taken -= tasks.size();
    waiting.addFirst(tasks, shape);
  }

  /**
   * Ends an exchange. The lane's share grows with every success and halves with every failure.
   *
   * @param delivered null if nothing came of it that says how the endpoint is
   */
  void exchangeEnded(@Nullable Boolean delivered) {
    inFlight--;
    if (delivered != null) {
      share = delivered ? Math.min(maxInFlight, share + 1) : Math.max(1, share / 2);
    }
  }

  boolean idle() {
    return waiting.count() == 0;
  }

  /** Removes and returns the tasks that wait. */
  List<DeliveryTask> clear() {
    return waiting.clear();
  }
}
