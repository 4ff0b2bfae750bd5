package io.hookstone.boot;

import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrichers.RecordLink;
import io.hookstone.enrichers.graph.EntityGraphEnricher;
import io.hookstone.settings.HookstoneSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Finds the enrichers of an application. */
final class Enrichers {

  private Enrichers() {}

  /**
   * Returns the enrichers that the settings describe, then those that they name, each in their
   * order, then those that the service loader finds; all are prepared.
   *
   * @throws StartupException if a named class is not there, is no enricher, or cannot be made, or
   *     if an enricher cannot do its work
   */
  static List<Enricher> of(
      SessionFactoryImplementor sessionFactory,
      NamedBeans beans,
      HookstoneSettings settings,
      EntityModel model) {
    var enrichers = new ArrayList<Enricher>();
    settings
        .enrichment()
        .graphs()
        .forEach(
            (entity, text) -> {
              var key = "hookstone.enrich." + entity;
              enrichers.add(
                  prepared(
                      key, model, () -> new EntityGraphEnricher(entity, text, "enrich." + entity)));
            });
    settings
        .enrichment()
        .links()
        .forEach(
            (entity, template) ->
                enrichers.add(
                    prepared(
                        "hookstone.link." + entity,
                        model,
                        () -> new RecordLink(entity, template))));
    var named = settings.enrichers();
    for (Enricher bean : beans.of("hookstone.enrichers", named, Enricher.class)) {
      enrichers.add(prepared("hookstone.enrichers", model, () -> bean));
    }
    var services = sessionFactory.getServiceRegistry().requireService(ClassLoaderService.class);
    for (Enricher found : services.loadJavaServices(Enricher.class)) {
      if (!named.contains(found.getClass().getName())) {
        enrichers.add(prepared("META-INF/services", model, () -> found));
      }
    }
    return enrichers;
  }

  private static Enricher prepared(String source, EntityModel model, Supplier<Enricher> made) {
    try {
      var enricher = made.get();
      enricher.prepare(model);
      return enricher;
    } catch (RuntimeException e) {
      throw new StartupException(
          "HKS0920: An enricher of '%s' cannot do its work. %s".formatted(source, e.getMessage()),
          e);
    }
  }
}
