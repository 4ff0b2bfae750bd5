package io.hookstone.boot;

import io.hookstone.enrich.Enricher;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** Finds the enrichers of an application. */
final class Enrichers {

  private Enrichers() {}

  /**
   * Returns the enrichers that the settings name, in that order, then those that the service loader
   * finds.
   *
   * <p>Instances come from Hibernate's bean registry, so that Spring and CDI inject into them.
   *
   * @throws StartupException if a named class is not there, is no enricher, or cannot be made
   */
  static List<Enricher> of(SessionFactoryImplementor sessionFactory, List<String> named) {
    var services = sessionFactory.getServiceRegistry();
    var classLoaders = services.requireService(ClassLoaderService.class);
    var beans = services.requireService(ManagedBeanRegistry.class);
    var enrichers = new ArrayList<Enricher>();
    for (String name : named) {
      enrichers.add(bean(beans, type(classLoaders, name)));
    }
    for (Enricher found : classLoaders.loadJavaServices(Enricher.class)) {
      if (!named.contains(found.getClass().getName())) {
        enrichers.add(found);
      }
    }
    return enrichers;
  }

  private static Class<? extends Enricher> type(ClassLoaderService classLoaders, String name) {
    Class<?> type;
    try {
      type = classLoaders.classForName(name);
    } catch (ClassLoadingException e) {
      throw refused(name, "expected the name of a class on the class path", e);
    }
    if (!Enricher.class.isAssignableFrom(type)) {
      throw refused(name, "expected a class that implements " + Enricher.class.getName(), null);
    }
    return type.asSubclass(Enricher.class);
  }

  private static Enricher bean(ManagedBeanRegistry beans, Class<? extends Enricher> type) {
    try {
      return beans.getBean(type).getBeanInstance();
    } catch (RuntimeException e) {
      throw refused(
          type.getName(), "expected a bean, or a class with a constructor without parameters", e);
    }
  }

  private static StartupException refused(String name, String rule, @Nullable Throwable cause) {
    var message = "HKS0915: 'hookstone.enrichers' contains '%s': %s.".formatted(name, rule);
    return cause == null ? new StartupException(message) : new StartupException(message, cause);
  }
}
