package io.hookstone.delivery;

import io.hookstone.endpoint.BatchDelivery;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.event.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one endpoint that wait for their request. Not thread-safe: guarded by the lock of
 * the {@link Lanes}.
 *
 * <p>Tasks that are kept out of batches wait in a row of their own; where both rows have one to
 * send, they take turns.
 */
final class WaitingTasks {

  /** About what a format adds to an event's data. */
  private static final int OVERHEAD = 512;

  /**
   * A task of a batch to be.
   *
   * @param size about how large its body will be. Rendering tells exactly, and costs more
   */
  private record Waiting(DeliveryTask task, Instant since, long size) {

    static Waiting of(DeliveryTask task, Instant since, PayloadShape shape) {
      return new Waiting(task, since, OVERHEAD + dataSize(task.event(), shape));
    }

    private static long dataSize(WebhookEvent event, PayloadShape shape) {
      long whole = (long) event.data().length() + event.changes().map(String::length).orElse(0);
      boolean little = shape.thin() || !shape.keep().isEmpty() || whole > shape.maxBytes();
      return little ? 0 : whole;
    }
  }

  private final ArrayDeque<Waiting> together = new ArrayDeque<>();
  private final ArrayDeque<DeliveryTask> alone = new ArrayDeque<>();
  private long size;
  private boolean aloneNext = true;

  void add(DeliveryTask task, Instant now, PayloadShape shape) {
    if (task.alone()) {
      alone.add(task);
    } else {
      var waiting = Waiting.of(task, now, shape);
      together.add(waiting);
      size += waiting.size();
    }
  }

  /** Puts tasks back that were taken; they have waited long enough. */
  void addFirst(List<DeliveryTask> tasks, PayloadShape shape) {
    for (int i = tasks.size() - 1; i >= 0; i--) {
      var waiting = Waiting.of(tasks.get(i), Instant.EPOCH, shape);
      together.addFirst(waiting);
      size += waiting.size();
    }
  }

  int count() {
    return together.size() + alone.size();
  }

  /**
   * Returns how long nothing is to be sent yet; zero if something is, nothing if no task waits.
   *
   * @param hurry whether batches do not wait until they are full
   */
  Optional<Duration> pause(BatchDelivery batch, Instant now, boolean hurry) {
    if (count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        alone.isEmpty() ? pauseTogether(batch, now, hurry || batch.single()) : Duration.ZERO);
  }

  private Duration pauseTogether(BatchDelivery batch, Instant now, boolean hurry) {
    if (hurry || together.size() >= batch.maxEvents() || size >= batch.maxBytes()) {
      return Duration.ZERO;
    }
    var left = Duration.between(now, together.element().since().plus(batch.maxWait()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns the tasks of the next request; none if nothing is to be sent yet. */
  List<DeliveryTask> take(BatchDelivery batch, Instant now, boolean hurry) {
    boolean ready =
        !together.isEmpty() && pauseTogether(batch, now, hurry || batch.single()).isZero();
    boolean single = !alone.isEmpty() && (aloneNext || !ready);
    aloneNext = !single;
    if (single) {
      return List.of(alone.remove());
    }
    return ready ? batch(batch) : List.of();
  }

  private List<DeliveryTask> batch(BatchDelivery batch) {
    if (batch.single()) {
      return List.of(remove());
    }
    var tasks = new ArrayList<DeliveryTask>(Math.min(together.size(), batch.maxEvents()));
    long sum = 0;
    for (@Nullable Waiting next = together.peek();
        next != null && tasks.size() < batch.maxEvents();
        next = together.peek()) {
      sum += next.size();
      if (sum > batch.maxBytes() && !tasks.isEmpty()) {
        break;
      }
      tasks.add(remove());
    }
    return tasks;
  }

  private DeliveryTask remove() {
    var first = together.remove();
    size -= first.size();
    return first.task();
  }

  /** Removes and returns all tasks. */
  List<DeliveryTask> clear() {
    var all = new ArrayList<>(alone);
    together.forEach(waiting -> all.add(waiting.task()));
    alone.clear();
    together.clear();
    size = 0;
    return all;
  }
}
