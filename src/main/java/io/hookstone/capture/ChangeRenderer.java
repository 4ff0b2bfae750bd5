package io.hookstone.capture;

import io.hookstone.capture.EntityPlan.CollectionProperty;
import io.hookstone.capture.EntityPlan.Property;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Renders what a transaction did to one entity. Thread-safe.
 *
 * <p>A property whose value cannot be rendered (a converter that throws, for instance) is left out
 * from then on, with one warning: the application's transaction must not fail because of a payload.
 */
final class ChangeRenderer {

  private static final Logger LOG = Logger.getLogger(ChangeRenderer.class);

  /** Returns the rendered change, or null when nothing really changed. */
  @Nullable EntityChange render(PendingChange change, SharedSessionContractImplementor session) {
    var plan = change.plan;
    var before = change.before();
    var after = change.after(session);
    String changes = null;
    if (change.operation() == Operation.UPDATE && before != null && after != null) {
      changes = changes(change, before, after, session);
      if (changes.equals(NO_CHANGES)
          && !change.unread()
          && withheldUnchanged(plan, before, after, session)
          && collectionsUnchanged(change.collections(), session)) {
        return null;
      }
    }
    return new EntityChange(
        ref(plan, change.id, session),
        change.operation(),
        data(plan, change.id, after, session),
        changes,
        change.audited());
  }

  /** Renders a state of which nobody knows what it was before. */
  static EntityChange state(
      EntityPlan plan,
      Operation operation,
      Object id,
      @Nullable Object[] state,
      SharedSessionContractImplementor session) {
    return new EntityChange(
        ref(plan, id, session), operation, data(plan, id, state, session), null);
  }

  private static EntityRef ref(
      EntityPlan plan, Object id, SharedSessionContractImplementor session) {
    return new EntityRef(
        plan.entity(),
        JsonValues.idText(plan.idType(), id, ValueContext.whole(session)),
        plan.eventName());
  }

  private static final String NO_CHANGES = "{}";

  private static String data(
      EntityPlan plan,
      Object id,
      @Nullable Object @Nullable [] state,
      SharedSessionContractImplementor session) {
    return renderWithout(
        plan,
        json -> {
          json.writeStartObject();
          writeId(json, plan, id, session);
          if (state != null) {
            writeState(json, plan, state, session);
          }
          json.writeEndObject();
        });
  }

  private static void writeId(
      JsonGenerator json, EntityPlan plan, Object id, SharedSessionContractImplementor session) {
    if (plan.idProperty() != null) {
      json.writeName(plan.idProperty());
      JsonValues.write(json, plan.idType(), id, ValueContext.whole(session));
    } else if (plan.idType() instanceof CompositeType composite) {
      var values = composite.getPropertyValues(id, session);
      for (int i = 0; i < values.length; i++) {
        json.writeName(plan.idAttributes().get(i));
        JsonValues.write(json, composite.getSubtypes()[i], values[i], ValueContext.whole(session));
      }
    }
  }

  private static void writeState(
      JsonGenerator json,
      EntityPlan plan,
      @Nullable Object[] state,
      SharedSessionContractImplementor session) {
    for (Property property : plan.properties()) {
      var value = state[property.index()];
      if (JsonValues.fetched(value) && !plan.broken().contains(property.name())) {
        json.writeName(property.jsonName());
        writeProperty(json, plan, property, value, session);
      }
    }
  }

  private static String changes(
      PendingChange change,
      @Nullable Object[] before,
      @Nullable Object[] after,
      SharedSessionContractImplementor session) {
    var plan = change.plan;
    var collections = change.collections();
    return renderWithout(
        plan,
        json -> {
          json.writeStartObject();
          for (Property property : plan.properties()) {
            var from = before[property.index()];
            var to = after[property.index()];
            if (change.unread(property.index())
                && !(property.type() instanceof CollectionType)
                && !plan.broken().contains(property.name())) {
              writeUnread(json, plan, property, to, session);
            } else if (!plan.broken().contains(property.name())
                && differs(property.type(), from, to, session)) {
              writeChange(json, plan, property, from, to, session);
            }
          }
          plan.collections()
              .forEach(
                  (role, property) -> {
                    var content = collections.get(role);
                    if (content != null
                        && !plan.broken().contains(property.property())
                        && !plan.names().attribute(property.path())) {
                      writeCollection(json, plan, property, role, content, session);
                    }
                  });
          json.writeEndObject();
        });
  }

  private static void writeUnread(
      JsonGenerator json,
      EntityPlan plan,
      Property property,
      @Nullable Object to,
      SharedSessionContractImplementor session) {
    json.writeName(property.jsonName());
    json.writeStartObject();
    json.writeStringProperty("previous", "unknown");
    if (JsonValues.fetched(to)) {
      json.writeName("to");
      writeProperty(json, plan, property, to, session);
    }
    json.writeEndObject();
  }

  private static void writeChange(
      JsonGenerator json,
      EntityPlan plan,
      Property property,
      @Nullable Object from,
      @Nullable Object to,
      SharedSessionContractImplementor session) {
    var fromText = Json.render(value -> writeProperty(value, plan, property, from, session));
    var toText = Json.render(value -> writeProperty(value, plan, property, to, session));
    // A type without equals() calls every instance different; what a receiver would see decides.
    if (!fromText.equals(toText)) {
      json.writeName(property.jsonName());
      json.writeStartObject();
      json.writeName("from");
      json.writeRawValue(fromText);
      json.writeName("to");
      json.writeRawValue(toText);
      json.writeEndObject();
    }
  }

  private static void writeCollection(
      JsonGenerator json,
      EntityPlan plan,
      CollectionProperty property,
      String role,
      CollectionContent content,
      SharedSessionContractImplementor session) {
    try {
      var changes =
          CollectionChanges.of(
              session.getFactory().getMappingMetamodel().getCollectionDescriptor(role),
              content,
              new ValueContext(session, plan.names(), property.path()));
      if (!changes.none()) {
        json.writeName(property.jsonPath());
        changes.write(json);
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new UnrenderableProperty(property.property(), reason(e));
    }
  }

  /** Whether no collection has really changed, those that are not shown included. */
  private static boolean collectionsUnchanged(
      Map<String, CollectionContent> collections, SharedSessionContractImplementor session) {
    try {
      return collections.entrySet().stream()
          .allMatch(
              changed ->
                  CollectionChanges.of(
                          session
                              .getFactory()
                              .getMappingMetamodel()
                              .getCollectionDescriptor(changed.getKey()),
                          changed.getValue(),
                          ValueContext.whole(session))
                      .none());
    } catch (RuntimeException | StackOverflowError e) {
      // What cannot be rendered cannot be compared; Hibernate says that it has changed.
      return false;
    }
  }

  private static boolean withheldUnchanged(
      EntityPlan plan,
      @Nullable Object[] before,
      @Nullable Object[] after,
      SharedSessionContractImplementor session) {
    for (Property property : plan.withheld()) {
      int index = property.index();
      if (differs(property.type(), before[index], after[index], session)) {
        return false;
      }
    }
    return plan.properties().stream()
        .noneMatch(
            property ->
                differs(property.type(), before[property.index()], after[property.index()], session)
                    && !sameWhole(
                        property, before[property.index()], after[property.index()], session));
  }

  /** Whether two values are the same with all that is withheld within them. */
  private static boolean sameWhole(
      Property property,
      @Nullable Object from,
      @Nullable Object to,
      SharedSessionContractImplementor session) {
    try {
      return whole(property.type(), from, session).equals(whole(property.type(), to, session));
    } catch (RuntimeException | StackOverflowError e) {
      // What cannot be rendered cannot be compared; Hibernate says that it has changed.
      return false;
    }
  }

  private static String whole(
      Type type, @Nullable Object value, SharedSessionContractImplementor session) {
    return Json.render(json -> JsonValues.write(json, type, value, ValueContext.whole(session)));
  }

  private static boolean differs(
      Type type,
      @Nullable Object from,
      @Nullable Object to,
      SharedSessionContractImplementor session) {
    // Collections have a history of their own, see CollectionContent.
    if (from == to
        || type instanceof CollectionType
        || !JsonValues.fetched(from)
        || !JsonValues.fetched(to)) {
      return false;
    }
    return from == null || to == null || !type.isEqual(from, to, session.getFactory());
  }

  private static void writeProperty(
      JsonGenerator json,
      EntityPlan plan,
      Property property,
      @Nullable Object value,
      SharedSessionContractImplementor session) {
    try {
      JsonValues.write(
          json, property.type(), value, new ValueContext(session, plan.names(), property.name()));
    } catch (RuntimeException | StackOverflowError e) {
      throw new UnrenderableProperty(property.name(), reason(e));
    }
  }

  /** A document that is too deep for the application's stack must not fail its transaction. */
  private static RuntimeException reason(Throwable failure) {
    return failure instanceof RuntimeException known
        ? known
        : new IllegalArgumentException("Nested too deep for the stack.", failure);
  }

  private static String renderWithout(EntityPlan plan, Consumer<JsonGenerator> content) {
    while (true) {
      try {
        return Json.render(content);
      } catch (UnrenderableProperty e) {
        if (!plan.broken().add(e.property)) {
          throw e.reason;
        }
        // The message of the cause may quote the value, so only its type is logged.
        LOG.warnf(
            "HKS0201: A property cannot be rendered and is left out of payloads from now on."
                + " entity=%s property=%s cause=%s",
            plan.entity(), e.property, e.reason.getClass().getName());
      }
    }
  }

  private static final class UnrenderableProperty extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String property;
    private final RuntimeException reason;

    UnrenderableProperty(String property, RuntimeException reason) {
      super(reason);
      this.property = property;
      this.reason = reason;
    }
  }
}
