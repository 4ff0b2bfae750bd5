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

  final UUID endpointId;
  private final int capacity;
  private final int maxInFlight;
  private final ArrayDeque<DeliveryTask> waiting = new ArrayDeque<>();
  private int reserved;
  private int inFlight;
  private boolean listed;

  Lane(UUID endpointId, int capacity, int maxInFlight) {
    this.endpointId = endpointId;
    this.capacity = capacity;
    this.maxInFlight = maxInFlight;
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
    if (listed || waiting.isEmpty() || inFlight >= maxInFlight) {
      return false;
    }
    listed = true;
    return true;
  }

  @Nullable DeliveryTask take() {
    listed = false;
    var task = inFlight < maxInFlight ? waiting.poll() : null;
    if (task != null) {
      inFlight++;
    }
    return task;
  }

  void finished() {
    inFlight--;
  }

  int inFlight() {
    return inFlight;
  }

  ArrayDeque<DeliveryTask> waiting() {
    return waiting;
  }
}
