package io.hookstone.delivery;

import io.hookstone.endpoint.EndpointSnapshot;
import io.hookstone.endpoint.ResolvedEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of all endpoints on this node: one bounded queue each, so that one bad endpoint harms
 * nobody else. Thread-safe.
 *
 * <p>Lanes take turns. A lane has at most its share in flight, and all lanes together at most the
 * total.
 */
public final class Lanes {

  private static final Logger LOG = Logger.getLogger(Lanes.class);

  private final int capacity;
  private final int maxInFlight;
  private final int maxInFlightPerEndpoint;
  private final Duration timeout;
  private final Supplier<EndpointSnapshot> endpoints;
  private final Sender sender;
  private final RecordOutcomes outcomes;
  private final Clock clock;

  /** Guards every field below and every lane; never held during I/O. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition progress = lock.newCondition();
  private final Map<UUID, Lane> lanes = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
  private final Set<DeliveryTask> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closing;
  private boolean closed;

  /**
   * Makes the lanes.
   *
   * @param capacity the most deliveries of one endpoint in memory, waiting and in flight
   * @param timeout the deadline of an attempt: a task whose lease would end before is not started
   * @param endpoints the endpoints as this node last read them
   */
  public Lanes(
      int capacity,
      int maxInFlight,
      int maxInFlightPerEndpoint,
      Duration timeout,
      Supplier<EndpointSnapshot> endpoints,
      Sender sender,
      RecordOutcomes outcomes,
      Clock clock) {
    this.capacity = capacity;
    this.maxInFlight = maxInFlight;
    this.maxInFlightPerEndpoint = maxInFlightPerEndpoint;
    this.timeout = timeout;
    this.endpoints = endpoints;
    this.sender = sender;
    this.outcomes = outcomes;
    this.clock = clock;
    outcomes.onRoom(this::dispatch);
  }

  /**
   * Takes a place for one delivery, to be filled by {@link #submit} or given back by {@link
   * #cancelReservation}.
   *
   * @return false if the endpoint's lane is full, or the endpoint is not active as far as this node
   *     knows; the delivery then stays in the database until the due poll finds room
   */
  public boolean reserve(UUID endpointId) {
    boolean active = endpoints.get().find(endpointId).filter(ResolvedEndpoint::active).isPresent();
    lock.lock();
    try {
      return !closing && active && lane(endpointId).reserve();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back that was reserved and not filled. */
  public void cancelReservation(UUID endpointId) {
    lock.lock();
    try {
      var lane = lane(endpointId);
      lane.cancelReservation();
      forgetIfEmpty(lane);
    } finally {
      lock.unlock();
    }
  }

  /** Fills reserved places and sends what may be sent. */
  public void submit(List<DeliveryTask> tasks) {
    lock.lock();
    try {
      for (DeliveryTask task : tasks) {
        var lane = lane(task.endpointId());
        lane.enqueue(task);
        listIfReady(lane);
      }
    } finally {
      lock.unlock();
    }
    dispatch();
  }

  /**
   * Returns the endpoints that can take no delivery now: their lanes have no room, or this node
   * does not send to them.
   */
  Set<UUID> full() {
    var full = new HashSet<UUID>();
    for (ResolvedEndpoint endpoint : endpoints.get().all()) {
      if (!endpoint.active()) {
        full.add(endpoint.id());
      }
    }
    lock.lock();
    try {
      for (Lane lane : lanes.values()) {
        if (lane.full()) {
          full.add(lane.endpointId);
        }
      }
      return full;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether an endpoint's lane has room for a good number of deliveries, so that bringing more is
   * worth it.
   */
  public boolean roomy(UUID endpointId) {
    lock.lock();
    try {
      var lane = lanes.get(endpointId);
      return lane == null || lane.roomy();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more work and goes on sending what it has, for a while.
   *
   * @return the tasks that were not sent, or whose exchanges have not ended in time; their leases
   *     can be released
   */
  public List<DeliveryTask> drain(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      closing = true;
      long nanos = atMost.toNanos();
      while (!idle() && nanos > 0) {
        nanos = progress.awaitNanos(nanos);
      }
      closed = true;
      var unsent = new ArrayList<>(inFlight);
      for (Lane lane : lanes.values()) {
        unsent.addAll(lane.waiting());
        lane.waiting().clear();
      }
      return unsent;
    } finally {
      lock.unlock();
    }
  }

  private boolean idle() {
    return inFlight.isEmpty() && lanes.values().stream().allMatch(lane -> lane.waiting().isEmpty());
  }

  /** Returns how many exchanges are in flight. */
  public int inFlight() {
    lock.lock();
    try {
      return inFlight.size();
    } finally {
      lock.unlock();
    }
  }

  private void dispatch() {
    for (DeliveryTask task = next(); task != null; task = next()) {
      start(task);
    }
  }

  private @Nullable DeliveryTask next() {
    lock.lock();
    try {
      while (!closed && inFlight.size() < maxInFlight && outcomes.hasRoom() && !ready.isEmpty()) {
        var lane = ready.poll();
        var task = lane.take();
        if (task != null) {
          inFlight.add(task);
          listIfReady(lane);
          return task;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void start(DeliveryTask task) {
    var endpoint = endpoints.get().find(task.endpointId());
    if (leaseTooShort(task)) {
      // Another node may take it when the lease ends.
      leave(task, Lane::left);
    } else if (endpoint.isEmpty() || !endpoint.get().active()) {
      // A removed endpoint's deliveries are canceled, which a release leaves as they are.
      outcomes.release(task);
      leave(task, Lane::left);
    } else {
      send(task, endpoint.get());
    }
  }

  private void send(DeliveryTask task, ResolvedEndpoint endpoint) {
    try {
      sender.send(
          task,
          endpoint,
          exchange -> {
            outcomes.record(task, exchange);
            leave(task, lane -> lane.ended(exchange.delivered()));
            dispatch();
          });
    } catch (RejectedExecutionException e) {
      // The application has closed its Vert.x: the places must not stay taken.
      LOG.warnf(
          "HKS0706: Vert.x is closed, so a delivery cannot be sent; it waits until its lease ends. delivery=%s",
          task.deliveryId());
      leave(task, Lane::left);
    }
  }

  private boolean leaseTooShort(DeliveryTask task) {
    return clock.instant().plus(timeout).isAfter(task.leaseUntil());
  }

  private void leave(DeliveryTask task, Consumer<Lane> how) {
    lock.lock();
    try {
      inFlight.remove(task);
      var lane = lane(task.endpointId());
      how.accept(lane);
      listIfReady(lane);
      forgetIfEmpty(lane);
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Lane lane(UUID endpointId) {
    return lanes.computeIfAbsent(endpointId, id -> new Lane(id, capacity, maxInFlightPerEndpoint));
  }

  private void listIfReady(Lane lane) {
    if (lane.list()) {
      ready.add(lane);
    }
  }

  private void forgetIfEmpty(Lane lane) {
    if (lane.empty()) {
      lanes.remove(lane.endpointId);
    }
  }
}
