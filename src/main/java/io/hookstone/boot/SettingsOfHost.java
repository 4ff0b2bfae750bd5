package io.hookstone.boot;

import io.hookstone.settings.SettingSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Finds the settings where the host has them. */
final class SettingsOfHost {

  private static final String FILE = "hookstone.properties";

  private SettingsOfHost() {}

  static SettingSources of(ServiceRegistry services) {
    Map<String, Object> persistence = new HashMap<>();
    services
        .requireService(ConfigurationService.class)
        .getSettings()
        .forEach((key, value) -> persistence.put(String.valueOf(key), value));
    return SettingSources.of(
        persistence,
        System.getProperties(),
        System.getenv(),
        file(services.requireService(ClassLoaderService.class)));
  }

  private static @Nullable Properties file(ClassLoaderService classLoaders) {
    try (InputStream content = classLoaders.locateResourceStream(FILE)) {
      if (content == null) {
        return null;
      }
      var properties = new Properties();
      properties.load(content);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HKS0907: '" + FILE + "' on the class path cannot be read.", e);
    }
  }
}
