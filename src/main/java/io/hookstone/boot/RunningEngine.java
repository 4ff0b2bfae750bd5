package io.hookstone.boot;

import io.hookstone.batch.Batcher;
import io.hookstone.batch.InsertRecords;
import io.hookstone.batch.Relay;
import io.hookstone.batch.SweepOutbox;
import io.hookstone.boot.HostChecks.Database;
import io.hookstone.catalogue.Catalogue;
import io.hookstone.catalogue.PossibleSubscriptions;
import io.hookstone.delivery.AddressGuard;
import io.hookstone.delivery.ClaimDueDeliveries;
import io.hookstone.delivery.Deliveries;
import io.hookstone.delivery.DeliveryStore;
import io.hookstone.delivery.DeliveryTask;
import io.hookstone.delivery.Lanes;
import io.hookstone.delivery.RecordOutcomes;
import io.hookstone.delivery.RetrySchedule;
import io.hookstone.delivery.RetrySchedules;
import io.hookstone.delivery.StoredDeliveries;
import io.hookstone.delivery.WebClientSender;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.DeclareEndpoints;
import io.hookstone.endpoint.EndpointRegistry;
import io.hookstone.endpoint.EndpointRows;
import io.hookstone.endpoint.EndpointRules;
import io.hookstone.endpoint.EndpointSnapshot;
import io.hookstone.endpoint.EndpointUrl;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.endpoint.ResolvedEndpoint;
import io.hookstone.endpoint.StoredEndpoints;
import io.hookstone.endpoint.WebhookEndpoint;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.Enrichment;
import io.hookstone.enrich.EnrichmentLimits;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.FailurePolicy;
import io.hookstone.enrich.Patience;
import io.hookstone.event.Events;
import io.hookstone.event.StoredEvents;
import io.hookstone.event.WebhookEvent;
import io.hookstone.format.WebhookFormats;
import io.hookstone.outbox.Outbox;
import io.hookstone.settings.HookstoneSettings;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.logging.Logger;

/**
 * The parts of Hookstone that exist while a session factory is open, wired. Thread-safe.
 *
 * <p>Three threads of its own, besides those in which enrichers run: one relays, one writes
 * outcomes, one looks after what is due. Sending is on the event loops of Vert.x.
 */
final class RunningEngine {

  private static final Logger LOG = Logger.getLogger(RunningEngine.class);

  /** How long {@link #stop} waits for exchanges in flight, and for each of its other steps. */
  static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);
  private static final int LEASE_IN_TIMEOUTS = 4;
  private static final int LANE_CAPACITY = 2_000;
  private static final Duration SWEEP_GRACE = Duration.ofSeconds(5);
  private static final Duration DUE_POLL = Duration.ofMillis(500);
  private static final Duration ABANDONED_CHECK = Duration.ofMinutes(1);
  private static final Duration REGISTRY_REFRESH = Duration.ofSeconds(1);

  private final HookstoneSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService relayExecutor = Jobs.executor("relay");
  private final ScheduledExecutorService outcomeExecutor = Jobs.executor("outcomes");
  private final ScheduledExecutorService dueExecutor = Jobs.executor("due");
  private final ExecutorService enricherExecutor = Jobs.threads("enricher");
  private final EndpointRegistry registry;
  private final DeliveryStore store;
  private final RecordOutcomes outcomes;
  private final WebClientSender sender;
  private final Lanes lanes;
  private final Batcher batcher;
  private final SweepOutbox sweep;
  private final ClaimDueDeliveries claimDue;
  private final DeclareEndpoints declaring;
  private final Catalogue catalogue;
  private final PossibleSubscriptions subscriptions;
  private final Endpoints endpoints;
  private final Events events;
  private final Deliveries deliveries;

  /** The application's enrichers, and what they may look at. */
  record Enriching(EntityModel model, List<Enricher> enrichers) {}

  RunningEngine(
      HookstoneSettings settings,
      WebhookFormats formats,
      EngineSessions sessions,
      Outbox outbox,
      EventModel eventModel,
      Enriching enriching,
      Supplier<UUID> ids,
      Clock clock) {
    this.settings = settings;
    this.clock = clock;
    var delivery = settings.delivery();
    var batch = settings.batch();
    var lease = lease(delivery.timeout());
    catalogue = eventModel.catalogue();
    subscriptions = new PossibleSubscriptions(catalogue, formats);
    registry = new EndpointRegistry(sessions, formats.names());
    store =
        new DeliveryStore(
            sessions,
            Schema.sqlName(sessions, WebhookDelivery.class),
            Schema.sqlName(sessions, WebhookEndpoint.class),
            postgres(sessions),
            ids);
    outcomes =
        new RecordOutcomes(store, schedules(formats), ThreadLocalRandom::current, outcomeExecutor);
    sender = OwnClassLoader.within(() -> sender(formats, delivery, clock));
    lanes =
        new Lanes(
            new Lanes.Limits(
                LANE_CAPACITY,
                delivery.maxInFlight(),
                delivery.maxInFlightPerEndpoint(),
                delivery.timeout()),
            registry::snapshot,
            sender,
            outcomes,
            clock);
    var relay =
        new Relay(
            sessions,
            outbox,
            eventModel.rules(),
            enrichment(enriching, sessions, clock),
            insertRecords(sessions),
            registry,
            lanes,
            ids,
            lease,
            clock);
    batcher =
        new Batcher(
            batch.window(),
            batch.maxSize(),
            relayExecutor,
            rows -> Jobs.runSafely("relay", () -> relay.relay(rows)));
    sweep =
        new SweepOutbox(
            sessions,
            outbox,
            relay,
            lanes,
            batch.maxSize(),
            SWEEP_GRACE.plus(batch.window()),
            relayExecutor,
            clock);
    claimDue = new ClaimDueDeliveries(store, lanes, lease, clock);
    var rows = new EndpointRows(sessions, ids, new SecureRandom(), clock);
    var endpointRules =
        new EndpointRules(new EndpointUrl(delivery.allowHttp()), formats.all(), subscriptions);
    declaring = new DeclareEndpoints(rows, endpointRules);
    endpoints =
        new StoredEndpoints(rows, endpointRules, store::cancelPending, this::endpointsChanged);
    events = new StoredEvents(sessions);
    deliveries = new StoredDeliveries(sessions, clock, this::claimDueSoon);
  }

  private Function<UUID, RetrySchedule> schedules(WebhookFormats formats) {
    var retry = settings.retry();
    var schedules = new RetrySchedules(formats, new RetrySchedule(retry.schedule()), retry.given());
    return endpointId ->
        schedules.of(registry.snapshot().find(endpointId).map(ResolvedEndpoint::format));
  }

  private Enrichment enrichment(Enriching enriching, EngineSessions sessions, Clock clock) {
    var given = settings.enrichment();
    return new Enrichment(
        enriching.model(),
        sessions::openForReading,
        enricherExecutor,
        Patience.realTime(),
        enriching.enrichers(),
        new EnrichmentLimits(
            given.timeout(), FailurePolicy.valueOf(given.onFailure().name()), given.holdFor()),
        clock);
  }

  private WebClientSender sender(
      WebhookFormats formats, HookstoneSettings.Delivery delivery, Clock clock) {
    return new WebClientSender(
        settings.vertx().map(RunningEngine::ownVertx).orElseGet(SharedVertx::acquire),
        SharedVertx.EVENT_LOOPS,
        formats,
        new AddressGuard(
            address -> delivery.allowedNetworks().stream().anyMatch(n -> n.contains(address))),
        delivery.timeout(),
        delivery.maxInFlight(),
        "Hookstone",
        clock);
  }

  private static InsertRecords insertRecords(SessionFactoryImplementor sessions) {
    return postgres(sessions)
        ? InsertRecords.asArrays(
            Schema.sqlName(sessions, WebhookEvent.class),
            Schema.sqlName(sessions, WebhookDelivery.class))
        : InsertRecords.inBatches();
  }

  private static boolean postgres(SessionFactoryImplementor sessions) {
    return HostChecks.checkDialect(sessions.getJdbcServices().getDialect()) == Database.POSTGRESQL;
  }

  private static Vertx ownVertx(Object given) {
    if (given instanceof Vertx vertx) {
      return vertx;
    }
    throw new StartupException(
        "HKS0916: 'hookstone.vertx' is a '%s': expected an instance of io.vertx.core.Vertx."
            .formatted(given.getClass().getName()));
  }

  EndpointSnapshot snapshot() {
    return registry.snapshot();
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  Events events() {
    return events;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  int endpointCount() {
    return registry.snapshot().all().size();
  }

  void offer(List<UUID> rows) {
    batcher.offer(rows);
  }

  void start() {
    declaring.declare(
        settings.endpoints().values().stream().map(DeclaredEndpoints::newEndpoint).toList());
    registry.refresh();
    warnOfImpossibleEvents();
    relayExecutor.execute(sweep);
    Jobs.repeat(dueExecutor, "registry", registry::refresh, REGISTRY_REFRESH);
    Jobs.repeat(dueExecutor, "due", claimDue, DUE_POLL);
    Jobs.repeat(
        dueExecutor, "abandoned", () -> store.cancelAbandoned(clock.instant()), ABANDONED_CHECK);
  }

  /** What was registered before the application lost an event type waits for nothing. */
  private void warnOfImpossibleEvents() {
    for (ResolvedEndpoint endpoint : registry.snapshot().all()) {
      var impossible = subscriptions.impossible(endpoint.subscription());
      if (!impossible.isEmpty()) {
        LOG.warnf(
            "HKS0412: An endpoint wants event types that this application does not emit. endpoint=%s events=%s",
            endpoint.name(), String.join(",", impossible));
      }
    }
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
   * Relays what waits, sends what it can within {@link #STOP_WITHIN}, writes what came of it, gives
   * the rest back.
   */
  void stop() {
    end(dueExecutor);
    within("relay", relayExecutor, flushBatcher());
    // A backlog that took too long must not be relayed on a session factory that is closed.
    batcher.abandon();
    end(relayExecutor);
    enricherExecutor.shutdownNow();
    try {
      var unsent = lanes.drain(STOP_WITHIN);
      within("outcomes", outcomeExecutor, () -> writeAndRelease(unsent));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(outcomeExecutor);
    sender.close();
    if (settings.vertx().isEmpty()) {
      SharedVertx.release();
    }
  }

  private Callable<Boolean> flushBatcher() {
    return () -> {
      batcher.flush();
      return true;
    };
  }

  private Boolean writeAndRelease(List<DeliveryTask> unsent) {
    boolean written = outcomes.writeAll();
    store.release(unsent);
    return written;
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

  /**
   * Lets the present job end by itself: an interrupt in the middle of a statement would close the
   * files of an embedded database under the application's feet.
   */
  private static void end(ScheduledExecutorService executor) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("HKS0913: A thread of Hookstone is still busy after the stop.");
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration lease(Duration timeout) {
    var lease = timeout.multipliedBy(LEASE_IN_TIMEOUTS);
    return lease.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : lease;
  }
}
