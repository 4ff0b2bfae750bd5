package io.hookstone.boot;

import io.hookstone.batch.Batcher;
import io.hookstone.batch.InsertRecords;
import io.hookstone.batch.Relay;
import io.hookstone.batch.SweepOutbox;
import io.hookstone.boot.HostChecks.Database;
import io.hookstone.capture.CaptureScope;
import io.hookstone.capture.ChangeCapture;
import io.hookstone.delivery.AddressGuard;
import io.hookstone.delivery.ClaimDueDeliveries;
import io.hookstone.delivery.Deliveries;
import io.hookstone.delivery.DeliveryStore;
import io.hookstone.delivery.Lanes;
import io.hookstone.delivery.RecordOutcomes;
import io.hookstone.delivery.RetrySchedule;
import io.hookstone.delivery.StoredDeliveries;
import io.hookstone.delivery.WebClientSender;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.EndpointRegistry;
import io.hookstone.endpoint.EndpointUrl;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.StoredEndpoints;
import io.hookstone.endpoint.WebhookEndpoint;
import io.hookstone.event.Events;
import io.hookstone.event.StoredEvents;
import io.hookstone.event.WebhookEvent;
import io.hookstone.format.WebhookFormats;
import io.hookstone.outbox.Outbox;
import io.hookstone.outbox.OutboxRow;
import io.hookstone.settings.DeclaredEndpoint;
import io.hookstone.settings.HookstoneSettings;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All parts of Hookstone for one session factory, from start to stop. Thread-safe.
 *
 * <p>Three threads of its own: one relays, one writes outcomes, one looks after what is due.
 * Sending is on the event loops of Vert.x.
 */
public final class Engine {

  private static final Logger LOG = Logger.getLogger(Engine.class);

  /** How long {@link #stop} waits for exchanges in flight, and for each of its other steps. */
  static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);
  private static final int LEASE_IN_TIMEOUTS = 4;
  private static final int LANE_CAPACITY = 2_000;
  private static final Duration SWEEP_GRACE = Duration.ofSeconds(5);
  private static final Duration DUE_POLL = Duration.ofMillis(500);
  private static final Duration REGISTRY_REFRESH = Duration.ofSeconds(1);

  private final HookstoneSettings settings;
  private final SessionFactoryImplementor sessions;
  private final Clock clock = Clock.systemUTC();
  private final Supplier<UUID> ids = Engine::newId;
  private final ChangeCapture capture;
  private volatile @Nullable Running running;

  Engine(HookstoneSettings settings, SessionFactoryImplementor sessions) {
    this.settings = settings;
    this.sessions = sessions;
    var captured = settings.capture();
    this.capture =
        new ChangeCapture(
            new CaptureScope(captured::includesEntity, captured::excludesProperty),
            this::append,
            this::offer,
            ids,
            clock);
  }

  ChangeCapture capture() {
    return capture;
  }

  /** Returns the administration of endpoints. */
  public Endpoints endpoints() {
    return running().endpoints;
  }

  /** Returns the view of the events. */
  public Events events() {
    return running().events;
  }

  /** Returns the administration of deliveries. */
  public Deliveries deliveries() {
    return running().deliveries;
  }

  private Running running() {
    var current = running;
    if (current == null) {
      throw new IllegalStateException(
          "HKS0910: Hookstone is not running: its session factory is not open.");
    }
    return current;
  }

  private List<UUID> append(
      SharedSessionContractImplementor session, List<io.hookstone.change.ChangeSet> changeSets) {
    return running().outbox.append(session, changeSets);
  }

  private void offer(List<UUID> rows) {
    var current = running;
    if (current != null) {
      current.batcher.offer(rows);
    }
  }

  void start() {
    var started = new Running();
    running = started;
    try {
      started.start();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
    Engines.add(sessions.getUuid(), this);
    LOG.infof(
        "HKS0911: Hookstone is running. endpoints=%d window=%s",
        started.registry.snapshot().all().size(), settings.batch().window());
  }

  void stop() {
    var current = running;
    if (current != null) {
      Engines.remove(sessions.getUuid());
      current.stop();
      running = null;
    }
  }

  /** The parts that exist while the session factory is open. */
  private final class Running {

    final ScheduledExecutorService relayExecutor = Jobs.executor("relay");
    final ScheduledExecutorService outcomeExecutor = Jobs.executor("outcomes");
    final ScheduledExecutorService dueExecutor = Jobs.executor("due");
    final Outbox outbox = new Outbox(table(OutboxRow.class), ids);
    final EndpointRegistry registry = new EndpointRegistry(sessions);
    final WebhookFormats formats = WebhookFormats.builtIn();
    final DeliveryStore store =
        new DeliveryStore(
            sessions, table(WebhookDelivery.class), table(WebhookEndpoint.class), postgres(), ids);
    final RecordOutcomes outcomes =
        new RecordOutcomes(
            store,
            new RetrySchedule(settings.retry().schedule()),
            ThreadLocalRandom::current,
            outcomeExecutor);
    final WebClientSender sender;
    final Lanes lanes;
    final Relay relay;
    final Batcher batcher;
    final ClaimDueDeliveries claimDue;
    final StoredEndpoints endpoints;
    final Events events = new StoredEvents(sessions);
    final Deliveries deliveries = new StoredDeliveries(sessions, clock, this::claimDueSoon);

    Running() {
      var delivery = settings.delivery();
      var lease = lease(delivery.timeout());
      sender = sender(delivery);
      lanes =
          new Lanes(
              LANE_CAPACITY,
              delivery.maxInFlight(),
              delivery.maxInFlightPerEndpoint(),
              delivery.timeout(),
              registry,
              sender,
              outcomes,
              clock);
      relay = new Relay(sessions, outbox, insertRecords(), registry, lanes, ids, lease, clock);
      batcher =
          new Batcher(
              settings.batch().window(), settings.batch().maxSize(), relayExecutor, relay::relay);
      claimDue = new ClaimDueDeliveries(store, lanes, lease, clock);
      endpoints =
          new StoredEndpoints(
              sessions,
              new EndpointUrl(delivery.allowHttp()),
              formats.names(),
              ids,
              new SecureRandom(),
              clock,
              store::cancelPending,
              this::endpointsChanged);
    }

    private WebClientSender sender(HookstoneSettings.Delivery delivery) {
      return new WebClientSender(
          vertx(),
          SharedVertx.EVENT_LOOPS,
          formats,
          new AddressGuard(
              address -> delivery.allowedNetworks().stream().anyMatch(n -> n.contains(address))),
          delivery.timeout(),
          delivery.maxInFlight(),
          "Hookstone",
          clock);
    }

    void start() {
      endpoints.declare(settings.endpoints().values().stream().map(Engine::newEndpoint).toList());
      registry.refresh();
      var sweep =
          new SweepOutbox(
              sessions,
              outbox,
              relay,
              lanes,
              settings.batch().maxSize(),
              SWEEP_GRACE.plus(settings.batch().window()),
              relayExecutor,
              clock);
      relayExecutor.execute(sweep);
      Jobs.repeat(dueExecutor, "registry", registry::refresh, REGISTRY_REFRESH);
      Jobs.repeat(dueExecutor, "due", claimDue, DUE_POLL);
    }

    /** Changes of this node's own are seen at once, and what they make due is sent at once. */
    private void endpointsChanged() {
      registry.refresh();
      claimDueSoon();
    }

    private void claimDueSoon() {
      try {
        dueExecutor.execute(() -> Jobs.runSafely("due", claimDue));
      } catch (RejectedExecutionException e) {
        LOG.debug("Stopping: another node or the next start takes what is due.");
      }
    }

    /**
     * Relays what waits, waits for what is in flight, writes what came of it, gives the rest back.
     * Bounded.
     */
    void stop() {
      dueExecutor.shutdownNow();
      within("relay", relayExecutor, batcherFlush());
      relayExecutor.shutdownNow();
      try {
        var unsent = lanes.drain(STOP_WITHIN);
        within("outcomes", outcomeExecutor, () -> writeAndRelease(unsent));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      outcomeExecutor.shutdownNow();
      sender.close();
      if (settings.vertx().isEmpty()) {
        SharedVertx.release();
      }
      awaitEnd(relayExecutor);
      awaitEnd(outcomeExecutor);
      awaitEnd(dueExecutor);
    }

    private Callable<Boolean> batcherFlush() {
      return () -> {
        batcher.flush();
        return true;
      };
    }

    private Boolean writeAndRelease(List<io.hookstone.delivery.DeliveryTask> unsent) {
      boolean written = outcomes.writeAll();
      store.release(unsent);
      return written;
    }
  }

  private static void within(
      String step, ScheduledExecutorService executor, Callable<Boolean> work) {
    try {
      executor.submit(work).get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.infof(
          "HKS0912: Stopping did not finish a step; another node or the next start goes on with it. step=%s cause=%s",
          step, e.toString());
    }
  }

  private static void awaitEnd(ScheduledExecutorService executor) {
    try {
      if (!executor.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("HKS0913: A thread of Hookstone is still busy after the stop.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Vertx vertx() {
    return settings.vertx().map(Vertx.class::cast).orElseGet(SharedVertx::acquire);
  }

  /** Monotonic within this process, so that ids sort by age (RFC 9562, section 6.2). */
  private static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }

  private InsertRecords insertRecords() {
    return postgres()
        ? InsertRecords.asArrays(table(WebhookEvent.class), table(WebhookDelivery.class))
        : InsertRecords.inBatches();
  }

  private boolean postgres() {
    return HostChecks.checkDialect(sessions.getJdbcServices().getDialect()) == Database.POSTGRESQL;
  }

  private String table(Class<?> entity) {
    return Schema.sqlName(sessions, entity.getName());
  }

  private static Duration lease(Duration timeout) {
    var lease = timeout.multipliedBy(LEASE_IN_TIMEOUTS);
    return lease.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : lease;
  }

  private static NewEndpoint newEndpoint(DeclaredEndpoint declared) {
    var endpoint =
        NewEndpoint.to(declared.url().toString())
            .named(declared.name())
            .events(declared.events().toArray(String[]::new))
            .format(declared.format());
    if (declared.secret() != null) {
      endpoint = endpoint.secret(declared.secret());
    }
    if (declared.description() != null) {
      endpoint = endpoint.description(declared.description());
    }
    for (var header : declared.headers().entrySet()) {
      endpoint = endpoint.header(header.getKey(), header.getValue());
    }
    return endpoint;
  }
}
