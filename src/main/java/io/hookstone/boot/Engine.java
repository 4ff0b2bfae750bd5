package io.hookstone.boot;

import io.hookstone.capture.ActingUser;
import io.hookstone.capture.CaptureScope;
import io.hookstone.capture.CaptureStatistics;
import io.hookstone.capture.ChangeCapture;
import io.hookstone.capture.Changes;
import io.hookstone.capture.UncapturedStatements;
import io.hookstone.capture.ValueRendering;
import io.hookstone.catalogue.Catalogue;
import io.hookstone.change.ActingUserResolver;
import io.hookstone.change.ChangeSet;
import io.hookstone.delivery.Deliveries;
import io.hookstone.endpoint.Endpoints;
import io.hookstone.event.Events;
import io.hookstone.outbox.Outbox;
import io.hookstone.outbox.OutboxRow;
import io.hookstone.settings.HookstoneSettings;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hookstone for one session factory, from start to stop. Thread-safe.
 *
 * <p>The capture exists from the beginning, because listeners are registered while the factory is
 * being built; all else exists while the engine is running.
 */
public final class Engine {

  private static final Logger LOG = Logger.getLogger(Engine.class);

  private final HookstoneSettings settings;
  private final SessionFactoryImplementor sessions;
  private final Clock clock = Clock.systemUTC();
  private final ActingUser actingUser = new ActingUser();
  private final CaptureScope scope;
  private final ChangeCapture capture;
  private final UncapturedStatements uncapturedStatements = new UncapturedStatements();
  private volatile @Nullable Outbox outbox;
  private volatile @Nullable RunningEngine running;

  Engine(HookstoneSettings settings, SessionFactoryImplementor sessions) {
    this.settings = settings;
    this.sessions = sessions;
    var captured = settings.capture();
    this.scope =
        new CaptureScope(
            captured::includesEntity, captured::excludesProperty, captured::excludesByDefault);
    this.capture =
        new ChangeCapture(
            scope,
            EnversAuditing.of(sessions),
            actingUser,
            this::append,
            this::offer,
            Engine::newId,
            clock);
  }

  ChangeCapture capture() {
    return capture;
  }

  UncapturedStatements uncapturedStatements() {
    return uncapturedStatements;
  }

  /** Returns what capture has counted. */
  public CaptureStatistics statistics() {
    return new CaptureStatistics(uncapturedStatements.counts());
  }

  /**
   * Returns what publishes changes in the transaction of an entity manager. Those of containers
   * call themselves a {@code Session} (Spring, Quarkus), so it is asked for what only Hibernate's
   * own is.
   */
  public Changes changes(EntityManager entityManager) {
    return changes((SharedSessionContract) entityManager.unwrap(SessionImplementor.class));
  }

  /** Returns what publishes changes in a session's transaction. */
  public Changes changes(SharedSessionContract session) {
    return capture.changes(session, uncapturedStatements, sessions);
  }

  /** Returns the administration of endpoints. */
  public Endpoints endpoints() {
    return running().endpoints();
  }

  /** Returns the view of the events. */
  public Events events() {
    return running().events();
  }

  /** Returns the administration of deliveries. */
  public Deliveries deliveries() {
    return running().deliveries();
  }

  /** Returns the event types that this application can emit. */
  public Catalogue catalogue() {
    return running().catalogue();
  }

  /** Makes an event of an entity's present state; returns its transaction id. */
  public UUID trigger(String type, Object entity) {
    return triggers().trigger(type, entity);
  }

  /** Makes a test event for one endpoint; returns its transaction id. */
  public UUID sendTest(UUID endpointId, @Nullable String type) {
    return triggers().sendTest(running().snapshot(), endpointId, type);
  }

  private Triggers triggers() {
    return new Triggers(
        new EngineSessions(sessions),
        capture,
        catalogue(),
        outbox(),
        this::offer,
        Engine::newId,
        clock);
  }

  private RunningEngine running() {
    var current = running;
    if (current == null) {
      throw new IllegalStateException(
          "HKS0910: Hookstone is not running: its session factory is not open.");
    }
    return current;
  }

  /**
   * Works before the start and after the stop too: whoever writes then must not lose a change
   * either.
   */
  private List<UUID> append(SharedSessionContractImplementor session, List<ChangeSet> changeSets) {
    return outbox().append(session, changeSets);
  }

  private Outbox outbox() {
    var known = outbox;
    if (known == null) {
      known = new Outbox(Schema.sqlName(sessions, OutboxRow.class), Engine::newId);
      outbox = known;
    }
    return known;
  }

  private void offer(List<UUID> rows) {
    var current = running;
    if (current != null) {
      current.offer(rows);
    }
  }

  void start() {
    // Before anything that would have to be stopped again.
    var formats = Formats.of(sessions.getServiceRegistry(), settings.cloudEventsSource());
    var beans = new NamedBeans(sessions);
    actingUser.ask(
        beans.of(
            "hookstone.acting-user", settings.enrichment().actingUser(), ActingUserResolver.class));
    var model = new MappedEntities(sessions, new ValueRendering(scope));
    var enrichers = Enrichers.of(sessions, beans, settings, model);
    var started =
        new RunningEngine(
            settings,
            formats,
            new EngineSessions(sessions),
            outbox(),
            EventModel.of(capture.models(sessions), settings.eventTypes(), enrichers),
            new RunningEngine.Enriching(model, enrichers),
            Engine::newId,
            clock);
    try {
      started.start();
    } catch (RuntimeException | Error e) {
      started.stop();
      throw e;
    }
    // Not before it knows its endpoints: rows that are offered earlier would find none.
    running = started;
    Engines.add(sessions.getUuid(), this);
    LOG.infof(
        "HKS0911: Hookstone is running. endpoints=%d window=%dms",
        started.endpointCount(), settings.batch().window().toMillis());
  }

  void stop() {
    var current = running;
    if (current != null) {
      Engines.remove(sessions.getUuid());
      // First, so that it is stopped once, even if stopping fails.
      running = null;
      current.stop();
    }
  }

  /** Monotonic within this process, so that ids sort by age (RFC 9562, section 6.2). */
  private static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }
}
