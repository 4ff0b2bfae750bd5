package io.hookstone.enrich;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Runs enrichers over a batch. Thread-safe.
 *
 * <p>Each call of an enricher has a read-only session and transaction of its own. One that fails
 * takes nothing with it: what it added is taken back, and the events go out plain.
 */
public final class Enrichment {

  private static final Logger LOG = Logger.getLogger(Enrichment.class);

  private final Function<Optional<String>, Session> sessions;
  private final List<Asked> enrichers;

  /** An enricher and what it has answered, by entity. */
  private record Asked(Enricher enricher, ConcurrentMap<String, Boolean> answers) {
    Asked(Enricher enricher) {
      this(enricher, new ConcurrentHashMap<>());
    }

    boolean enriches(String entity) {
      return answers.computeIfAbsent(entity, enricher::enriches);
    }
  }

  /**
   * Makes the runner.
   *
   * @param sessions opens a read-only session for a tenant, or for an application without tenants
   * @param enrichers run in this order
   */
  public Enrichment(Function<Optional<String>, Session> sessions, List<Enricher> enrichers) {
    this.sessions = sessions;
    this.enrichers = enrichers.stream().map(Asked::new).toList();
  }

  /**
   * Returns the events of a batch of change sets, enriched, in order. Never throws because of an
   * enricher.
   */
  public List<List<EnrichableEvent>> enrich(List<ChangeSet> changeSets) {
    var events = changeSets.stream().map(EnrichableEvent::of).toList();
    if (!enrichers.isEmpty()) {
      groups(events).forEach(this::enrich);
    }
    return events;
  }

  private record Group(String entity, Optional<String> tenantId) {}

  private static Map<Group, List<EnrichableEvent>> groups(List<List<EnrichableEvent>> events) {
    Map<Group, List<EnrichableEvent>> groups = new LinkedHashMap<>();
    for (List<EnrichableEvent> ofChangeSet : events) {
      for (EnrichableEvent event : ofChangeSet) {
        if (madeUp(event.changeSet())) {
          continue;
        }
        var group =
            new Group(
                event.change().ref().entity(), Optional.ofNullable(event.changeSet().tenantId()));
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(event);
      }
    }
    return groups;
  }

  /** There is nothing in the database about the data of a test event. */
  private static boolean madeUp(ChangeSet changeSet) {
    var trigger = changeSet.trigger();
    return trigger != null && trigger.origin() == Origin.TEST;
  }

  private void enrich(Group group, List<EnrichableEvent> events) {
    enrichers.forEach(asked -> enrich(asked, group, events));
  }

  private void enrich(Asked asked, Group group, List<EnrichableEvent> events) {
    var before = events.stream().map(EnrichableEvent::additions).toList();
    try {
      if (asked.enriches(group.entity())) {
        read(asked.enricher(), group, events);
      }
    } catch (RuntimeException | Error e) {
      for (int i = 0; i < before.size(); i++) {
        events.get(i).restore(before.get(i));
      }
      LOG.warnf(
          "HKS1001: An enricher failed; its events go out without it. enricher=%s entity=%s events=%d cause=%s",
          asked.enricher().getClass().getName(),
          group.entity(),
          events.size(),
          e.getClass().getName());
      LOG.debug("The enricher's failure", e);
    }
  }

  private void read(Enricher enricher, Group group, List<EnrichableEvent> events) {
    try (var session = sessions.apply(group.tenantId())) {
      var transaction = session.beginTransaction();
      try {
        enricher.enrich(List.copyOf(events), new EnrichmentContext(session, group.tenantId()));
      } finally {
        // Nothing was written; a rollback cannot fail where a commit might.
        transaction.rollback();
      }
    }
  }
}
