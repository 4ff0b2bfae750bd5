package io.hookstone.boot;

import io.hookstone.format.CloudEvents;
import io.hookstone.format.WebhookFormat;
import io.hookstone.format.WebhookFormats;
import java.util.Set;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.service.ServiceRegistry;

/** Finds the wire formats: those that come with Hookstone, and an application's own. */
final class Formats {

  private Formats() {}

  /**
   * Returns the names of all formats.
   *
   * @throws StartupException if two have one name, or a name breaks its rule
   */
  static Set<String> names(ServiceRegistry services) {
    return of(services, CloudEvents.DEFAULT_SOURCE).names();
  }

  /**
   * Returns all formats.
   *
   * @throws StartupException if two have one name, or a name breaks its rule
   */
  static WebhookFormats of(ServiceRegistry services, String cloudEventsSource) {
    try {
      var classLoaders = services.requireService(ClassLoaderService.class);
      return WebhookFormats.with(
          cloudEventsSource, classLoaders.loadJavaServices(WebhookFormat.class));
    } catch (IllegalArgumentException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }
}
