package io.hookstone.delivery;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Delivery tasks for tests. */
final class Tasks {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Duration TIMEOUT = Duration.ofSeconds(15);
  static final Instant LEASE = NOW.plus(Duration.ofMinutes(1));

  private Tasks() {}

  static WebhookEvent event() {
    var change = new EntityChange(new EntityRef("Order", "1"), Operation.CREATE, "{}", null);
    var changeSet = new ChangeSet(UUID.randomUUID(), NOW, null, null, List.of(change));
    return WebhookEvent.of(UUID.randomUUID(), "order.created", changeSet, change, change.data());
  }

  /** An event whose data has about so many characters. */
  static WebhookEvent event(int size) {
    var data = "{\"id\":1,\"text\":\"" + "x".repeat(size) + "\"}";
    var change = new EntityChange(new EntityRef("Order", "1"), Operation.CREATE, data, null);
    var changeSet = new ChangeSet(UUID.randomUUID(), NOW, null, null, List.of(change));
    return WebhookEvent.of(UUID.randomUUID(), "order.created", changeSet, change, data);
  }

  static DeliveryTask to(UUID endpoint, int size) {
    return new DeliveryTask(UUID.randomUUID(), endpoint, event(size), 0, false, LEASE, false);
  }

  static DeliveryTask alone(UUID endpoint) {
    return new DeliveryTask(UUID.randomUUID(), endpoint, event(), 2, false, LEASE, true);
  }

  static DeliveryTask to(UUID endpoint) {
    return new DeliveryTask(UUID.randomUUID(), endpoint, event(), 0, false, LEASE, false);
  }

  static DeliveryTask attempted(int attempts, boolean manual) {
    return new DeliveryTask(
        UUID.randomUUID(), UUID.randomUUID(), event(), attempts, manual, LEASE, false);
  }

  static Exchange success() {
    return new Exchange(
        true, NOW, Duration.ofMillis(7), "", 204, null, null, null, Exchange.Weight.BY_SCHEDULE);
  }

  static Exchange failure() {
    return new Exchange(
        false,
        NOW,
        Duration.ofMillis(7),
        "",
        500,
        "",
        "",
        "The receiver answered 500",
        Exchange.Weight.BY_SCHEDULE);
  }

  static Timer timer(ScheduledExecutorService scheduler) {
    return (delay, job) -> {
      var unused = scheduler.schedule(job, delay.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
