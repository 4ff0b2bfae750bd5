package io.hookstone.delivery;

import io.hookstone.endpoint.EndpointPolicies;
import io.hookstone.endpoint.EndpointSnapshot;
import io.hookstone.endpoint.ResolvedEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /**
   * The bounds of the lanes.
   *
   * @param capacity the most deliveries of one endpoint in memory, waiting and in flight
   * @param inFlight the most exchanges at once
   * @param inFlightPerEndpoint the most exchanges at once with one endpoint
   * @param timeout the deadline of an attempt: a task whose lease would end before is not started
   */
  public record Limits(int capacity, int inFlight, int inFlightPerEndpoint, Duration timeout) {}

  private final Limits limits;
  private final Supplier<EndpointSnapshot> endpoints;
  private final Sender sender;
  private final Timer timer;
  private final RecordOutcomes outcomes;
  private final Clock clock;

  /** Guards every field below and every lane; never held during I/O. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition progress = lock.newCondition();
  private final Map<UUID, Lane> lanes = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
  private final Set<DeliveryTask> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
  private int exchanges;
  private boolean closing;
  private boolean closed;

  /**
   * Makes the lanes.
   *
   * @param endpoints the endpoints as this node last read them
   */
  public Lanes(
      Limits limits,
      Supplier<EndpointSnapshot> endpoints,
      WebClientSender sender,
      RecordOutcomes outcomes,
      Clock clock) {
    this(limits, endpoints, sender, sender::after, outcomes, clock);
  }

  Lanes(
      Limits limits,
      Supplier<EndpointSnapshot> endpoints,
      Sender sender,
      Timer timer,
      RecordOutcomes outcomes,
      Clock clock) {
    this.limits = limits;
    this.endpoints = endpoints;
    this.sender = sender;
    this.timer = timer;
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
    var now = clock.instant();
    lock.lock();
    try {
      for (DeliveryTask task : tasks) {
        var lane = lane(task.endpointId());
        lane.enqueue(task, now, policies(lane).payload());
        listIfReady(lane, now);
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
   * Takes no more work and goes on sending what it has, for a while; batches wait for no more.
   *
   * @return the tasks that were not sent, or whose exchanges have not ended in time; their leases
   *     can be released
   */
  public List<DeliveryTask> drain(Duration atMost) throws InterruptedException {
    hurry();
    lock.lockInterruptibly();
    try {
      long nanos = atMost.toNanos();
      while (!idle() && nanos > 0) {
        nanos = progress.awaitNanos(nanos);
      }
      closed = true;
      var unsent = new ArrayList<>(inFlight);
      for (Lane lane : lanes.values()) {
        unsent.addAll(lane.clear());
      }
      return unsent;
    } finally {
      lock.unlock();
    }
  }

  private void hurry() {
    var now = clock.instant();
    lock.lock();
    try {
      closing = true;
      lanes.values().forEach(lane -> listIfReady(lane, now));
    } finally {
      lock.unlock();
    }
    dispatch();
  }

  private boolean idle() {
    return inFlight.isEmpty() && lanes.values().stream().allMatch(Lane::idle);
  }

  /** Returns how many exchanges are in flight. */
  public int inFlight() {
    lock.lock();
    try {
      return exchanges;
    } finally {
      lock.unlock();
    }
  }

  private void dispatch() {
    for (var tasks = next(); !tasks.isEmpty(); tasks = next()) {
      start(tasks);
    }
  }

  /** Returns the tasks of the next exchange; none if there is none now. */
  private List<DeliveryTask> next() {
    var now = clock.instant();
    lock.lock();
    try {
      while (!closed && exchanges < limits.inFlight() && outcomes.hasRoom() && !ready.isEmpty()) {
        var lane = ready.poll();
        var tasks = lane.take(policies(lane).batch(), now, closing);
        if (!tasks.isEmpty()) {
          exchanges++;
          inFlight.addAll(tasks);
        }
        listIfReady(lane, now);
        if (!tasks.isEmpty()) {
          return tasks;
        }
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private void start(List<DeliveryTask> taken) {
    var running = new Running(taken);
    var endpoint = endpoints.get().find(taken.get(0).endpointId()).filter(ResolvedEndpoint::active);
    // The others may be taken by another node when their leases end.
    var tasks = taken.stream().filter(task -> !leaseTooShort(task)).toList();
    if (endpoint.isEmpty()) {
      // A removed endpoint's deliveries are canceled, which a release leaves as they are.
      tasks.forEach(outcomes::release);
      running.left(taken);
      return;
    }
    if (tasks.size() < taken.size()) {
      running.left(taken.stream().filter(task -> !tasks.contains(task)).toList());
    }
    if (!tasks.isEmpty()) {
      send(tasks, endpoint.get(), running);
    }
  }

  private void send(List<DeliveryTask> tasks, ResolvedEndpoint endpoint, Running running) {
    try {
      sender.send(tasks, endpoint, running);
    } catch (RejectedExecutionException e) {
      // The application has closed its Vert.x: the places must not stay taken.
      LOG.warnf(
          "HKS0706: Vert.x is closed, so deliveries cannot be sent; they wait until their lease ends. deliveries=%s",
          tasks.stream().map(DeliveryTask::deliveryId).toList());
      running.left(tasks);
    }
  }

  private boolean leaseTooShort(DeliveryTask task) {
    return clock.instant().plus(limits.timeout()).isAfter(task.leaseUntil());
  }

  /** An exchange, which is over when each of its tasks is. Guarded by the lock of the lanes. */
  private final class Running implements Sender.Results {

    private final UUID endpointId;
    private int remaining;
    private @Nullable Boolean delivered;

    Running(List<DeliveryTask> tasks) {
      this.endpointId = tasks.get(0).endpointId();
      this.remaining = tasks.size();
    }

    @Override
    public void ended(List<DeliveryTask> tasks, Exchange exchange) {
      tasks.forEach(task -> outcomes.record(task, exchange));
      leave(
          tasks,
          lane -> {
            lane.ended(tasks.size());
            if (exchange.weight() != Exchange.Weight.HOPELESS) {
              delivered = exchange.delivered();
            }
          });
      dispatch();
    }

    @Override
    public void unsent(List<DeliveryTask> tasks) {
      leave(tasks, lane -> lane.putBack(tasks, policies(lane).payload()));
      dispatch();
    }

    /** Gives the places of tasks back that were not sent after all. */
    void left(List<DeliveryTask> tasks) {
      leave(tasks, lane -> lane.ended(tasks.size()));
    }

    private void leave(List<DeliveryTask> tasks, Consumer<Lane> how) {
      var now = clock.instant();
      lock.lock();
      try {
        tasks.forEach(inFlight::remove);
        var lane = lane(endpointId);
        how.accept(lane);
        remaining -= tasks.size();
        if (remaining == 0) {
          exchanges--;
          lane.exchangeEnded(delivered);
        }
        listIfReady(lane, now);
        forgetIfEmpty(lane);
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private Lane lane(UUID endpointId) {
    return lanes.computeIfAbsent(
        endpointId, id -> new Lane(id, limits.capacity(), limits.inFlightPerEndpoint()));
  }

  private EndpointPolicies policies(Lane lane) {
    return endpoints
        .get()
        .find(lane.endpointId)
        .map(ResolvedEndpoint::policies)
        .orElse(EndpointPolicies.DEFAULT);
  }

  private void listIfReady(Lane lane, Instant now) {
    var batch = policies(lane).batch();
    if (lane.list(batch, now, closing)) {
      ready.add(lane);
    } else if (!batch.single()) {
      lane.toBeAwaited(batch, now).ifPresent(pause -> await(lane, pause));
    }
  }

  private void await(Lane lane, Duration pause) {
    try {
      timer.after(pause, () -> lookAt(lane));
    } catch (RejectedExecutionException e) {
      LOG.debugf("Vert.x is closed: what waits is left to its lease. endpoint=%s", lane.endpointId);
    }
  }

  private void lookAt(Lane lane) {
    var now = clock.instant();
    lock.lock();
    try {
      lane.noLongerAwaited();
      listIfReady(lane, now);
    } finally {
      lock.unlock();
    }
    dispatch();
  }

  private void forgetIfEmpty(Lane lane) {
    if (lane.empty()) {
      lanes.remove(lane.endpointId);
    }
  }
}
