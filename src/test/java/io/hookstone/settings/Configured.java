package io.hookstone.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The settings of one test, source by source. */
final class Configured {
  private final Map<String, Object> persistence = new LinkedHashMap<>();
  private final Properties system = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final Properties file = new Properties();

  static Configured nothing() {
    return new Configured();
  }

  static Configured with(String key, Object value) {
    return new Configured().persistence(key, value);
  }

  /** A valid endpoint {@code erp}, for tests that spoil one of its attributes. */
  static Configured endpoint() {
    return with("hookstone.endpoint.erp.url", "https://erp.example/hooks")
        .persistence("hookstone.endpoint.erp.events", "order.*");
  }

  Configured persistence(String key, Object value) {
    persistence.put(key, value);
    return this;
  }

  Configured system(String key, String value) {
    system.setProperty(key, value);
    return this;
  }

  Configured environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Configured file(String key, String value) {
    file.setProperty(key, value);
    return this;
  }

  SettingSources sources() {
    return SettingSources.of(persistence, system, environment, file);
  }

  HookstoneSettings read() {
    return HookstoneSettings.read(sources());
  }

  InvalidSettingsException refusal() {
    return catchThrowableOfType(InvalidSettingsException.class, this::read);
  }

  /** The only problem, as a line. */
  String problem() {
    InvalidSettingsException refusal = refusal();
    if (refusal.problems().size() != 1) {
      throw new AssertionError("Expected one problem.", refusal);
    }
    return refusal.problems().get(0).message();
  }
}
