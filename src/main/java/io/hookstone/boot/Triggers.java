package io.hookstone.boot;

import io.hookstone.capture.ChangeCapture;
import io.hookstone.catalogue.Catalogue;
import io.hookstone.catalogue.EventType;
import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.change.Origin;
import io.hookstone.change.Trigger;
import io.hookstone.endpoint.EndpointSnapshot;
import io.hookstone.endpoint.ResolvedEndpoint;
import io.hookstone.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Makes events by hand: an outbox row each, in a transaction of its own, which the relay takes like
 * any other. Thread-safe.
 */
final class Triggers {

  /** The identifier of what a test event is about. */
  private static final String TEST_ID = "test";

  private final SessionFactory sessions;
  private final ChangeCapture capture;
  private final Catalogue catalogue;
  private final Outbox outbox;
  private final Consumer<List<UUID>> offer;
  private final Supplier<UUID> ids;
  private final Clock clock;

  Triggers(
      SessionFactory sessions,
      ChangeCapture capture,
      Catalogue catalogue,
      Outbox outbox,
      Consumer<List<UUID>> offer,
      Supplier<UUID> ids,
      Clock clock) {
    this.sessions = sessions;
    this.capture = capture;
    this.catalogue = catalogue;
    this.outbox = outbox;
    this.offer = offer;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes an event of an entity's present state. Returns its transaction id. */
  UUID trigger(String typeName, Object entity) {
    var type = catalogue.required(typeName);
    return write(
        session -> {
          var rendering = capture.rendering(session, entity);
          if (!type.isOf(rendering.entity())) {
            throw new IllegalArgumentException(
                "HKS0414: The event type '%s' is of '%s', not of '%s'. Choose an entity or a type that fits."
                    .formatted(type.name(), type.entity(), rendering.entity()));
          }
          return changeSet(
              rendering.render(operation(type), session),
              rendering.tenantId().orElse(null),
              new Trigger(Origin.MANUAL, type.name(), null));
        });
  }

  /**
   * Makes a test event for one endpoint. Returns its transaction id.
   *
   * @param typeName null for the first that the endpoint has subscribed to
   */
  UUID sendTest(EndpointSnapshot endpoints, UUID endpointId, @Nullable String typeName) {
    var endpoint =
        endpoints
            .find(endpointId)
            .filter(ResolvedEndpoint::active)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "HKS0418: There is no active endpoint '%s', so no test event can be sent to it. Resume it, or look for it in endpoints().list()."
                            .formatted(endpointId)));
    var type = typeName == null ? firstOf(endpoint) : catalogue.required(typeName);
    var entity = type.exampleEntity();
    var change =
        new EntityChange(
            new EntityRef(entity, TEST_ID, type.exampleEventName()),
            operation(type),
            type.exampleData(),
            type.exampleChanges().orElse(null));
    return write(
        session ->
            changeSet(
                change,
                endpoint.tenantId().orElse(null),
                new Trigger(Origin.TEST, type.name(), endpoint.id())));
  }

  private EventType firstOf(ResolvedEndpoint endpoint) {
    return catalogue.types().stream()
        .filter(type -> endpoint.subscription().matches(type.name()))
        .findFirst()
        .or(() -> catalogue.types().stream().findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "HKS0419: No entity is captured, so there is no event type to test with. See hookstone.entities.include."));
  }

  private static Operation operation(EventType type) {
    return type.operations().iterator().next();
  }

  private ChangeSet changeSet(EntityChange change, @Nullable String tenantId, Trigger trigger) {
    return new ChangeSet(
        ids.get(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        tenantId,
        null,
        List.of(change),
        trigger);
  }

  private interface Making {
    ChangeSet of(SharedSessionContractImplementor session);
  }

  private UUID write(Making making) {
    var written = sessions.fromStatelessTransaction(session -> write(session, making));
    offer.accept(written.rows());
    return written.transactionId();
  }

  private record Written(UUID transactionId, List<UUID> rows) {}

  private Written write(StatelessSession stateless, Making making) {
    var session = (SharedSessionContractImplementor) stateless;
    var changeSet = making.of(session);
    return new Written(changeSet.transactionId(), outbox.append(session, List.of(changeSet)));
  }
}
