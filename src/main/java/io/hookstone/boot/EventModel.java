package io.hookstone.boot;

import io.hookstone.catalogue.Catalogue;
import io.hookstone.enrich.Enricher;
import io.hookstone.event.CompileRules;
import io.hookstone.event.EventRules;
import io.hookstone.model.EntityModels;
import java.util.List;
import java.util.Map;

/**
 * Which events there can be. Immutable.
 *
 * @param rules what makes events of changes
 * @param catalogue what they are
 */
record EventModel(EventRules rules, Catalogue catalogue) {

  /**
   * Works out which events there can be.
   *
   * @param settings rules by event type
   * @throws StartupException if a rule is wrong; it lists all problems
   */
  static EventModel of(
      EntityModels entities, Map<String, String> settings, List<Enricher> enrichers) {
    var compiler = new CompileRules(entities);
    var rules = compiler.compile(settings);
    if (!compiler.problems().isEmpty()) {
      throw new StartupException(String.join(System.lineSeparator(), compiler.problems()));
    }
    return new EventModel(
        rules, new Catalogue(entities, rules, entity -> schemas(enrichers, entity)));
  }

  private static List<String> schemas(List<Enricher> enrichers, String entity) {
    return enrichers.stream()
        .filter(enricher -> enricher.enriches(entity))
        .flatMap(enricher -> enricher.schema(entity).stream())
        .toList();
  }
}
