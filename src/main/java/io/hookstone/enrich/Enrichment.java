package io.hookstone.enrich;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.Origin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.hibernate.Session;

/**
 * Runs enrichers over a batch. Used by one thread at a time.
 *
 * <p>Each call of an enricher has a thread, a read-only session and a transaction of its own. One
 * that fails takes nothing with it: what it added is dropped, and the events go out plain, or are
 * held back for a bounded time.
 */
public final class Enrichment {

  private final List<GuardedEnricher> enrichers;
  private final EnrichmentLimits limits;
  private final Clock clock;

  /**
   * Makes the runner.
   *
   * @param sessions opens a read-only session for a tenant, or for an application without tenants
   * @param executor gives each call a thread at once
   * @param enrichers run in this order
   */
  public Enrichment(
      EntityModel model,
      Function<Optional<String>, Session> sessions,
      Executor executor,
      Patience patience,
      List<Enricher> enrichers,
      EnrichmentLimits limits,
      Clock clock) {
    var surroundings = new GuardedEnricher.Surroundings(model, sessions, executor, patience);
    this.enrichers =
        enrichers.stream()
            .map(enricher -> new GuardedEnricher(enricher, surroundings, limits, clock))
            .toList();
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Returns the events of a batch of change sets, enriched, in order. Never throws because of an
   * enricher.
   *
   * @throws IllegalStateException if the thread is interrupted, which leaves the batch undone
   */
  public List<EnrichedChangeSet> enrich(List<ChangeSet> changeSets) {
    var events = changeSets.stream().map(EnrichableEvent::of).toList();
    var held = enrichers.isEmpty() ? Set.<ChangeSet>of() : enrichGroups(events);
    var enriched = new ArrayList<EnrichedChangeSet>(events.size());
    for (int i = 0; i < events.size(); i++) {
      enriched.add(new EnrichedChangeSet(events.get(i), held.contains(changeSets.get(i))));
    }
    return enriched;
  }

  private record Group(String entity, Optional<String> tenantId) {}

  private static Map<Group, List<EnrichableEvent>> groups(List<List<EnrichableEvent>> events) {
    Map<Group, List<EnrichableEvent>> groups = new LinkedHashMap<>();
    for (List<EnrichableEvent> ofChangeSet : events) {
      for (EnrichableEvent event : ofChangeSet) {
        if (!madeUp(event)) {
          var group =
              new Group(
                  event.change().ref().entity(), Optional.ofNullable(event.changeSet().tenantId()));
          groups.computeIfAbsent(group, g -> new ArrayList<>()).add(event);
        }
      }
    }
    return groups;
  }

  /** A test event tells of no row that an enricher could find. */
  private static boolean madeUp(EnrichableEvent event) {
    var trigger = event.changeSet().trigger();
    return trigger != null && trigger.origin() == Origin.TEST;
  }

  private Set<ChangeSet> enrichGroups(List<List<EnrichableEvent>> events) {
    Set<ChangeSet> held = Collections.newSetFromMap(new IdentityHashMap<>());
    groups(events)
        .forEach(
            (group, ofGroup) -> {
              for (GuardedEnricher enricher : enrichers) {
                if (!enricher.enrich(group.entity(), group.tenantId(), ofGroup)) {
                  ofGroup.forEach(event -> lacking(enricher, event, held));
                }
              }
            });
    return held;
  }

  private void lacking(GuardedEnricher enricher, EnrichableEvent event, Set<ChangeSet> held) {
    event.lacks(enricher.name());
    var until = event.changeSet().occurredAt().plus(limits.holdFor());
    if (enricher.holds() && clock.instant().isBefore(until)) {
      held.add(event.changeSet());
    }
  }
}
