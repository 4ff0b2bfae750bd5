package io.hookstone.capture;

import io.hookstone.capture.AnnotatedAttributes.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jboss.logging.Logger;

/**
 * Looks at all captured entities once, at start-up: which names clash, and what is left out because
 * it looks like a secret. Confined to one thread.
 */
final class ModelReview {

  private static final Logger LOG = Logger.getLogger(ModelReview.class);

  /** Enough to see the pattern; a large model would fill the log. */
  private static final int MAX_NAMED = 20;

  /** {@code <name>.updated} must fit the 255 characters of the column. */
  private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,199}");

  private final SessionFactoryImplementor factory;
  private final CaptureScope scope;
  private final Map<String, String> entitiesByEventName = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> leftOut = new TreeSet<>();

  ModelReview(SessionFactoryImplementor factory, CaptureScope scope) {
    this.factory = factory;
    this.scope = scope;
  }

  /**
   * Takes a look at a captured entity, and leaves out its attributes that have the name of another
   * one.
   *
   * @return whether it can be captured: its identifier cannot do without one of its parts
   */
  boolean look(EntityPersister persister, EntityPlan plan) {
    nameOf(plan);
    return new Attributes(persister, plan).look();
  }

  /** Returns what keeps the session factory from starting, a message each; may be empty. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Says once what nobody asked to leave out. */
  void logWhatIsLeftOut() {
    if (!leftOut.isEmpty()) {
      LOG.infof(
          "HKS0214: Properties are left out of events because their names look like secrets;"
              + " set hookstone.properties.exclude to change that. count=%d properties=%s",
          leftOut.size(),
          String.join(", ", leftOut.stream().limit(MAX_NAMED).toList())
              + (leftOut.size() > MAX_NAMED ? ", ..." : ""));
    }
  }

  private void nameOf(EntityPlan plan) {
    var name = plan.eventName();
    if (!name.equals(plan.entity()) && !EVENT_NAME.matcher(name).matches()) {
      problems.add(
          ("HKS0210: @WebhookEntity of '%s' has the name '%s': expected a letter, then letters, digits"
                  + " and underscores, at most 200 of all. Change the name.")
              .formatted(plan.entity(), name));
    }
    var other = entitiesByEventName.putIfAbsent(name, plan.entity());
    if (other != null) {
      problems.add(
          ("HKS0211: The entities '%s' and '%s' are both called '%s' in events: expected a name of its"
                  + " own for each. Change @WebhookEntity of one of them.")
              .formatted(other, plan.entity(), name));
    }
  }

  /** The attributes of one entity, with those of its embeddables. */
  private final class Attributes {

    private final EntityPersister persister;
    private final EntityPlan plan;
    private boolean identifiable = true;

    Attributes(EntityPersister persister, EntityPlan plan) {
      this.persister = persister;
      this.plan = plan;
    }

    boolean look() {
      var names = new HashMap<String, String>();
      identifier(names);
      for (var property : plan.properties()) {
        if (claim(names, "", property.name(), property.jsonName())) {
          below(property.name(), property.type(), new HashSet<>());
        } else {
          plan.broken().add(property.name());
        }
      }
      var annotated = AnnotatedAttributes.of(persister.getMappedClass());
      for (var property : plan.withheld()) {
        secret(property.name(), property.name(), annotated.get(property.name()));
      }
      return identifiable;
    }

    private void identifier(Map<String, String> names) {
      var attribute = persister.getIdentifierPropertyName();
      var type = persister.getIdentifierType();
      var annotated = AnnotatedAttributes.of(persister.getMappedClass());
      if (attribute != null) {
        identifier(names, "", attribute, annotated.get(attribute));
        if (type instanceof CompositeType composite) {
          var inner = AnnotatedAttributes.of(composite.getReturnedClass());
          var innerNames = new HashMap<String, String>();
          parts(innerNames, attribute + ".", composite, inner);
        }
      } else if (type instanceof CompositeType composite) {
        parts(names, "", composite, annotated);
      }
    }

    private void parts(
        Map<String, String> names, String path, CompositeType id, AnnotatedAttributes annotated) {
      for (int i = 0; i < id.getPropertyNames().length; i++) {
        var name = id.getPropertyNames()[i];
        identifier(names, path, name, annotated.get(name));
      }
    }

    private void identifier(
        Map<String, String> names, String path, String name, Attribute attribute) {
      if (attribute.forbidden()) {
        problems.add(
            ("HKS0212: @WebhookIgnore stands on the identifier '%s.%s': expected another attribute, as"
                    + " an event without identifier says nothing. Ignore the entity, or remove it.")
                .formatted(plan.entity(), path + name));
      }
      identifiable &= claim(names, path, name, attribute.jsonName());
    }

    /**
     * Takes a name, unless another attribute has it. No reason to refuse the start: the annotations
     * are Jackson's, and an application may have its own ways with them.
     */
    private boolean claim(Map<String, String> names, String path, String name, String jsonName) {
      var other = names.putIfAbsent(jsonName, name);
      if (other != null) {
        LOG.warnf(
            "HKS0213: Two attributes have one name in events, so the latter is left out, and with a part of"
                + " an identifier the entity. Change @JsonProperty of one of them, or ignore one."
                + " entity=%s name=%s attribute=%s other=%s",
            plan.entity(), jsonName, path + other, path + name);
      }
      return other == null;
    }

    /** An embeddable in a collection can hold further ones, though never itself. */
    private void below(String path, Type type, Set<Type> seen) {
      if (type instanceof CollectionType collection) {
        var collections = CollectionValues.persister(collection, factory);
        below(path, CollectionValues.elementType(collections), seen);
        if (collections.hasIndex()) {
          below(path, CollectionValues.indexType(collections), seen);
        }
      } else if (type instanceof CompositeType composite
          && !(type instanceof AnyType)
          && seen.add(type)) {
        embeddable(path, composite, seen);
      }
    }

    private void embeddable(String path, CompositeType composite, Set<Type> seen) {
      var names = new HashMap<String, String>();
      var types = composite.getSubtypes();
      for (int i = 0; i < types.length; i++) {
        var name = composite.getPropertyNames()[i];
        var attribute = AnnotatedAttributes.of(composite, name, factory);
        var below = path + "." + name;
        if (secret(below, name, attribute)
            || attribute.ignored()
            || plan.names().attribute(below)
            || JsonValues.ignoredType(types[i], factory)
            || !JsonValues.renders(types[i], factory)) {
          continue;
        }
        if (claim(names, path + ".", name, attribute.jsonName())) {
          below(below, types[i], seen);
        } else {
          plan.names().withhold(below);
        }
      }
    }

    /** Whether an attribute that nobody has marked is left out all the same. */
    private boolean secret(String path, String name, Attribute attribute) {
      boolean secret =
          !attribute.ignored()
              && Arrays.asList(path, name, attribute.jsonName()).stream()
                  .anyMatch(asked -> scope.smellsOfSecret().test(plan.entity(), asked));
      if (secret) {
        leftOut.add(plan.eventName() + "." + path);
      }
      return secret;
    }
  }
}
