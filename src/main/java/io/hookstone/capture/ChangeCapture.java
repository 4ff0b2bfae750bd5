package io.hookstone.capture;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.Operation;
import io.hookstone.model.EntityModels;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Records the changes of every transaction of one session factory, seals them before the commit,
 * and offers the written rows after it. Thread-safe; what belongs to a transaction is confined to
 * its session's thread.
 */
public final class ChangeCapture {

  /**
   * From this many running transactions on, those of closed sessions are looked for and dropped.
   */
  private static final int SUSPICIOUSLY_MANY = 1_000;

  private final EntityPlans plans;
  private final Auditing auditing;
  private final ActingUser actingUser;
  private final ChangeRenderer renderer = new ChangeRenderer();
  private final ChangeSetSink sink;
  private final Consumer<List<UUID>> offer;
  private final Supplier<UUID> ids;
  private final Clock clock;

  /** Keyed by what sessions that share a transaction have in common. */
  private final ConcurrentMap<TransactionCoordinator, ChangeRecorder> recorders =
      new ConcurrentHashMap<>();

  /**
   * Makes a capture that is not yet registered.
   *
   * @param auditing what is audited, {@link Auditing#NONE} for nothing
   * @param actingUser asked once for each change set or for several of one transaction
   * @param offer takes the outbox rows of a transaction after its commit; must neither block nor
   *     throw
   * @param ids makes transaction ids, UUID version 7
   */
  public ChangeCapture(
      CaptureScope scope,
      Auditing auditing,
      ActingUser actingUser,
      ChangeSetSink sink,
      Consumer<List<UUID>> offer,
      Supplier<UUID> ids,
      Clock clock) {
    this.plans = new EntityPlans(scope, auditing);
    this.auditing = auditing;
    this.actingUser = actingUser;
    this.sink = sink;
    this.offer = offer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Looks at what will be captured. To be called when the session factory has been built.
   *
   * @return what keeps the session factory from starting, a message each; may be empty
   */
  public List<String> review(SessionFactoryImplementor sessionFactory) {
    return plans.review(sessionFactory);
  }

  /** Describes what is captured. To be called when the session factory has been built. */
  public EntityModels models(SessionFactoryImplementor sessionFactory) {
    return plans.models(sessionFactory);
  }

  /**
   * Takes an entity that the application holds, to render it by hand.
   *
   * @param session any session of the factory
   * @throws IllegalArgumentException if it is no captured entity, or a proxy that is not
   *     initialised
   */
  public EntityRendering rendering(SharedSessionContractImplementor session, Object entity) {
    return EntityRendering.of(plans, session, entity);
  }

  /**
   * Starts to watch for statements that write captured entities past the listeners. To be called
   * when the session factory has been built.
   */
  public void watch(UncapturedStatements statements, SessionFactoryImplementor sessionFactory) {
    statements.watch(plans.tables(sessionFactory.getMappingMetamodel()));
  }

  /**
   * Returns what publishes changes that no listener hears of.
   *
   * @param session a session or stateless session of this session factory
   * @param statements counts what is not published
   * @throws IllegalArgumentException if the session is another one's
   */
  public Changes changes(
      SharedSessionContract session,
      UncapturedStatements statements,
      SessionFactoryImplementor sessionFactory) {
    return new Changes(
        new PublishChanges(PublishChanges.own(session, sessionFactory), plans, this), statements);
  }

  /** Merges a change that the application publishes into those of the running transaction. */
  void publish(
      SharedSessionContractImplementor session, EntityPersister persister, PendingChange change) {
    var recorder = recorderOf(session);
    recorder.record(session.generateEntityKey(change.id, persister), change);
    writeIfDue(recorder);
  }

  /**
   * Registers the listeners. They are called after those that the application registered before.
   */
  public void register(EventListenerRegistry registry) {
    var listeners = new ChangeListeners(this);
    registry.appendListeners(EventType.POST_INSERT, listeners);
    registry.appendListeners(EventType.POST_UPDATE, listeners);
    registry.appendListeners(EventType.POST_DELETE, listeners);
    registry.appendListeners(EventType.POST_UPSERT, listeners);
    registry.appendListeners(EventType.POST_COLLECTION_RECREATE, listeners);
    registry.appendListeners(EventType.POST_COLLECTION_UPDATE, listeners);
    registry.appendListeners(EventType.POST_COLLECTION_REMOVE, listeners);
    registry.appendListeners(EventType.FLUSH, listeners);
    registry.appendListeners(EventType.AUTO_FLUSH, listeners);
  }

  /**
   * Records what a listener was told. Called on the session's thread, during a flush: runs no
   * statement.
   */
  void record(
      SharedSessionContractImplementor session,
      EntityPersister persister,
      Object id,
      Operation operation,
      @Nullable Object entity,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {
    var plan = plans.of(persister);
    if (plan == null) {
      if (operation == Operation.CREATE && entity != null) {
        recordRevision(session, persister, entity);
      }
      return;
    }
    var state = after != null && session.isStateless() ? plan.copyOf(after, session) : after;
    record(session, persister, new PendingChange(plan, id, operation, entity, before, state));
  }

  /**
   * Notes the number of a revision. Envers inserts it at the latest in its before-completion
   * callback, and callbacks are called before observers such as the one that seals.
   */
  private void recordRevision(
      SharedSessionContractImplementor session, EntityPersister persister, Object entity) {
    var revision = auditing.revision(persister, entity);
    if (revision != null && hasTransaction(session)) {
      recorderOf(session).revision(revision);
    }
  }

  /** Records that the content of a collection changed, which is an update of its owner. */
  void recordCollection(
      SharedSessionContractImplementor session,
      EntityPersister owner,
      Object id,
      @Nullable Object entity,
      String role,
      CollectionContent content) {
    var plan = plans.of(owner);
    if (plan != null) {
      record(session, owner, PendingChange.ofCollection(plan, id, entity, role, content, session));
    }
  }

  private void record(
      SharedSessionContractImplementor session, EntityPersister persister, PendingChange change) {
    if (hasTransaction(session)) {
      var recorder = recorderOf(session);
      recorder.record(session.generateEntityKey(change.id, persister), change);
      if (session.isStateless()) {
        writeIfDue(recorder);
      }
    } else {
      recordWithoutTransaction(session, change);
    }
  }

  /**
   * A transaction that is marked for rollback is one too: what it changes must not be announced.
   */
  static boolean hasTransaction(SharedSessionContractImplementor session) {
    return switch (session.getTransactionCoordinator().getTransactionDriverControl().getStatus()) {
      case ACTIVE, COMMITTING, MARKED_ROLLBACK, ROLLING_BACK -> true;
      case NOT_ACTIVE, COMMITTED, ROLLED_BACK, FAILED_COMMIT, FAILED_ROLLBACK -> false;
    };
  }

  private ChangeRecorder recorderOf(SharedSessionContractImplementor session) {
    var recorder = recorders.get(session.getTransactionCoordinator());
    return recorder != null ? recorder : begin(session);
  }

  private ChangeRecorder begin(SharedSessionContractImplementor session) {
    if (recorders.size() > SUSPICIOUSLY_MANY) {
      recorders.values().removeIf(ChangeRecorder::abandoned);
    }
    var recorder = new ChangeRecorder(ownerOf(session));
    var coordinator = session.getTransactionCoordinator();
    recorders.put(coordinator, recorder);
    coordinator.addObserver(new Completion(coordinator, recorder));
    return recorder;
  }

  /** Sessions that share a transaction share the JDBC coordinator of the one that owns it. */
  private static SharedSessionContractImplementor ownerOf(
      SharedSessionContractImplementor session) {
    return session.getJdbcCoordinator().getJdbcSessionOwner()
            instanceof SharedSessionContractImplementor owner
        ? owner
        : session;
  }

  /**
   * Follows a transaction to its end.
   *
   * <p>A {@link TransactionObserver} rather than a before-completion callback: it is called after
   * the last flush too, but after every callback, and it can be taken back, whereas a callback
   * stays in the queue of a session whose transaction was rolled back, and Hibernate warns when
   * that session closes (HHH90010101).
   */
  private final class Completion implements TransactionObserver {

    private final TransactionCoordinator coordinator;
    private final ChangeRecorder recorder;

    Completion(TransactionCoordinator coordinator, ChangeRecorder recorder) {
      this.coordinator = coordinator;
      this.recorder = recorder;
    }

    /**
     * The next transaction begins, and nobody has told the end of this one: after a callback that
     * throws, Hibernate calls no observer. The sweep finds what was committed.
     */
    @Override
    public void afterBegin() {
      forget();
    }

    @Override
    public void beforeCompletion() {
      // JTA calls observers even if the last flush failed; then there is nothing to announce.
      if (coordinator.getTransactionDriverControl().isActiveAndNoMarkedForRollback()) {
        recorder.sealed();
        write(recorder);
      }
    }

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
      forget();
      if (successful && !recorder.written().isEmpty()) {
        offer.accept(recorder.written());
      }
    }

    private void forget() {
      coordinator.removeObserver(this);
      recorders.remove(coordinator, recorder);
    }
  }

  /**
   * Writes what must not wait for the end of the transaction. Called when a flush is over, so that
   * statements may run.
   */
  void flushed(SharedSessionContractImplementor session) {
    var recorder = recorders.get(session.getTransactionCoordinator());
    if (recorder != null && recorder.due()) {
      write(recorder);
    }
  }

  /** The same for what no flush follows: nobody would ask again. */
  private void writeIfDue(ChangeRecorder recorder) {
    if (recorder.due() && recorder.quiet()) {
      write(recorder);
    }
  }

  private void write(ChangeRecorder recorder) {
    var rows =
        write(
            recorder.owner(),
            recorder.take(),
            () -> recorder.transactionId(ids),
            recorder.revision());
    recorder.written(rows);
  }

  /**
   * A statement in autocommit mode is committed already: its row is written and offered at once.
   */
  private void recordWithoutTransaction(
      SharedSessionContractImplementor session, PendingChange change) {
    offer.accept(write(session, List.of(change), ids, null));
  }

  /** Renders and writes one outbox row after the other, so that memory holds one of them. */
  private List<UUID> write(
      SharedSessionContractImplementor session,
      List<PendingChange> pending,
      Supplier<UUID> transactionId,
      @Nullable Long revision) {
    var rows = new ArrayList<UUID>(1);
    var occurredAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var user = actingUser.name();
    var portion =
        new Portion(
            changes ->
                rows.addAll(
                    sink.append(
                        session,
                        List.of(
                            new ChangeSet(
                                transactionId.get(),
                                occurredAt,
                                session.getTenantIdentifier(),
                                revision,
                                changes,
                                null,
                                user)))));
    for (PendingChange change : CurrentRows.refreshed(pending, session)) {
      var rendered = renderer.render(change, session);
      if (rendered != null) {
        portion.add(rendered);
      }
    }
    portion.end();
    return rows;
  }
}
