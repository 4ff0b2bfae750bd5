package io.hookstone.event;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.model.EntityModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Decides which events come of a change. Immutable and thread-safe.
 *
 * <p>Every rule that fires makes an event, in the order of declaration. The default event comes
 * first, unless a rule that fires says {@code instead}, or a rule has the default event's name and
 * so takes its place.
 */
public final class EventRules {

  private final List<EventRule> rules;

  /** By JPA entity name; entities without rules are not in it. */
  private final Map<String, List<EventRule>> byEntity;

  EventRules(List<EventRule> rules, EntityModels entities) {
    this.rules = List.copyOf(rules);
    var all = new HashMap<String, List<EventRule>>();
    for (EventRule rule : rules) {
      for (var kind : entities.kindsOf(rule.entity())) {
        all.computeIfAbsent(kind.entity(), name -> new ArrayList<>()).add(rule);
      }
    }
    all.replaceAll((entity, ofEntity) -> List.copyOf(ofEntity));
    this.byEntity = Map.copyOf(all);
  }

  /** Returns the rules of an application that has none. */
  public static EventRules none() {
    return new EventRules(List.of(), new EntityModels(List.of()));
  }

  /** Returns all rules in the order of declaration: annotations first, then settings by name. */
  public List<EventRule> all() {
    return rules;
  }

  /** Returns the rules that look at an entity. */
  public List<EventRule> of(String entity) {
    return byEntity.getOrDefault(entity, List.of());
  }

  /**
   * Returns the types of the events that come of a change, at least none, each once.
   *
   * @param changeSet the one that the change belongs to
   */
  public List<String> typesOf(EntityChange change, ChangeSet changeSet) {
    var defaultType = EventTypes.defaultType(change);
    var ofEntity = byEntity.get(change.ref().entity());
    return ofEntity == null
        ? List.of(defaultType)
        : typesOf(change, ofEntity, defaultType, EventFacts.of(change, changeSet));
  }

  private static List<String> typesOf(
      EntityChange change, List<EventRule> rules, String defaultType, EventFacts facts) {
    boolean withDefault = true;
    var fired = new LinkedHashSet<String>();
    for (EventRule rule : rules) {
      boolean fires = rule.fires(change, facts);
      if (fires) {
        fired.add(rule.type());
      }
      if (rule.replaces(defaultType) || (fires && rule.instead())) {
        withDefault = false;
      }
    }
    var types = new ArrayList<String>(fired.size() + 1);
    if (withDefault) {
      types.add(defaultType);
    }
    types.addAll(fired);
    return types;
  }
}
