package io.hookstone.delivery;

import java.util.ArrayDeque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory queue of one endpoint. Not thread-safe: guarded by the lock of its {@link Lanes}.
 *
 * <p>A place is taken by a reservation, then by the waiting task, then by its exchange, and given
 * back with the outcome.
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
  private final ArrayDeque<DeliveryTask> waiting = new ArrayDeque<>();
  private int reserved;
  private int inFlight;
  private int share;
  private boolean listed;

  Lane(UUID endpointId, int capacity, int maxInFlight) {
    this.endpointId = endpointId;
    this.capacity = capacity;
    this.maxInFlight = maxInFlight;
    this.share = Math.min(INITIAL_SHARE, maxInFlight);
  }

  boolean full() {
    return reserved + waiting.size() + inFlight >= capacity;
  }

  boolean roomy() {
    return reserved + waiting.size() + inFlight <= capacity / 2;
  }

  boolean empty() {
    return reserved == 0 && waiting.isEmpty() && inFlight == 0;
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

  void enqueue(DeliveryTask task) {
    reserved--;
    waiting.add(task);
  }

  /**
   * Whether the lane should now be put on the list of those that want to send; true only once until
   * unlisted.
   */
  boolean list() {
    if (listed || waiting.isEmpty() || inFlight >= share) {
      return false;
    }
    listed = true;
    return true;
  }

  @Nullable DeliveryTask take() {
    listed = false;
    var task = inFlight < share ? waiting.poll() : null;
    if (task != null) {
      inFlight++;
    }
    return task;
  }

  /** Ends an exchange. The lane's share grows with every success and halves with every failure. */
  void ended(boolean delivered) {
    inFlight--;
    share = delivered ? Math.min(maxInFlight, share + 1) : Math.max(1, share / 2);
  }

  /** Gives the place of a task back that was not sent after all. */
  void left() {
    inFlight--;
  }

  int inFlight() {
    return inFlight;
  }

  ArrayDeque<DeliveryTask> waiting() {
    return waiting;
  }
}
