package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingSourcesTest {

  @Test
  void firstSourceWins_keyByKey() {
    Configured configured =
        Configured.nothing()
            .file("hookstone.batch.max-size", "1")
            .file("hookstone.schema", "from_file");
    assertThat(configured.read().batch().maxSize()).isEqualTo(1);
    configured.environment("HOOKSTONE_BATCH_MAX_SIZE", "2");
    assertThat(configured.read().batch().maxSize()).isEqualTo(2);
    configured.system("hookstone.batch.max-size", "3");
    assertThat(configured.read().batch().maxSize()).isEqualTo(3);
    configured.persistence("hookstone.batch.max-size", "4");
    assertThat(configured.read().batch().maxSize()).isEqualTo(4);
    assertThat(configured.read().tables().schema()).isEqualTo("from_file");
  }

  @Test
  void blankValuesCountAsUnset() {
    Configured configured =
        Configured.with("hookstone.batch.max-size", "  ")
            .persistence("hookstone.entities.include", List.of())
            .persistence("hookstone.endpoint.erp.url", "")
            .environment("HOOKSTONE_BATCH_MAX_SIZE", "2");
    assertThat(configured.read().batch().maxSize()).isEqualTo(2);
    assertThat(configured.read().endpoints()).isEmpty();
  }

  @Test
  void headersMergeWithoutRegardToCase() {
    Map<String, DeclaredEndpoint> endpoints =
        Configured.endpoint()
            .file("hookstone.endpoint.erp.headers.X-Foo", "file")
            .environment("HOOKSTONE_ENDPOINT_ERP_HEADERS_X_FOO", "environment")
            .read()
            .endpoints();
    assertThat(Objects.requireNonNull(endpoints.get("erp")).headers())
        .containsExactly(Map.entry("X-FOO", "environment"));
  }

  @Test
  void environmentDeclaresEndpoints() {
    DeclaredEndpoint endpoint =
        Objects.requireNonNull(
            Configured.nothing()
                .environment("HOOKSTONE_ENDPOINT_MY_ERP_URL", "https://erp.example/")
                .environment("HOOKSTONE_ENDPOINT_MY_ERP_EVENTS", "*")
                .environment("HOOKSTONE_ENDPOINT_MY_ERP_HEADERS_X_API_URL", "x")
                .read()
                .endpoints()
                .get("my-erp"));
    assertThat(endpoint.headers()).containsOnlyKeys("X-API-URL");
  }

  @Test
  void everyFixedKeyHasItsVariable() {
    assertThat(EnvironmentNames.key("HOOKSTONE_DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT"))
        .isEqualTo("hookstone.delivery.max-in-flight-per-endpoint");
    for (String key : SettingTable.FIXED_KEYS) {
      assertThat(EnvironmentNames.key(EnvironmentNames.variable(key))).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hookstone.enable, 'hookstone.enabled'",
    "hookstone.batch.maxSize, 'hookstone.batch.max-size'",
    "hookstone.batch.max_size, 'hookstone.batch.max-size'",
    "hookstone.batch.widnow, 'hookstone.batch.window'",
    "hookstone.delivery.maxInFlightPerEndpoint, 'hookstone.delivery.max-in-flight-per-endpoint'",
    "hookstone.endpoint.erp.urll, 'hookstone.endpoint.erp.url'",
    "hookstone.endpoint.erp.event, 'hookstone.endpoint.erp.events'",
    "hookstone.endpoint.erp.fields.kep, 'hookstone.endpoint.erp.fields.keep'",
    "hookstone.endpoint.erp.batch.maxEvents, 'hookstone.endpoint.erp.batch.max-events'",
    "hookstone.endpoint.erp.max_size, 'hookstone.endpoint.erp.max-size'",
    "hookstone.endpoints.erp.url, 'hookstone.endpoint.erp.url'",
    "hookstone.endpoint.erp.header.X-Foo, 'hookstone.endpoint.erp.headers.X-Foo'",
    "hookstone.endpoint.erp.headers, 'hookstone.endpoint.erp.headers.<Header>'",
  })
  void suggestsTheNearestKey(String typed, String meant) {
    assertThat(Configured.nothing().system(typed, "v").problem())
        .startsWith("HKS0101: '" + typed + "': ")
        .contains("Did you mean '" + meant + "'? (from system properties)");
  }

  @ParameterizedTest
  @CsvSource({
    "HOOKSTONE_BATCH_WINDO, HOOKSTONE_BATCH_WINDOW",
    "HOOKSTONE_Batch_Window, HOOKSTONE_BATCH_WINDOW",
    "HOOKSTONE_ENDPOINT_MY_ERP_URLL, HOOKSTONE_ENDPOINT_MY_ERP_URL",
  })
  void suggestsTheNearestVariable(String typed, String meant) {
    assertThat(Configured.nothing().environment(typed, "v").problem())
        .isEqualTo(
            "HKS0101: '%s': expected a key that Hookstone knows. Did you mean '%s'? (from environment)"
                .formatted(typed, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hookstone.kafka.brokers", "hookstone.window", "hookstone."})
  void suggestsNothing_whenNothingIsNear(String key) {
    assertThat(Configured.nothing().file(key, "v").problem())
        .contains("Remove it, or look it up in docs/configuration.md.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hookstone.endpoint.erp", "hookstone.endpoint.erp.colour"})
  void listsTheAttributes_whenNoneIsNear(String key) {
    assertThat(Configured.nothing().file(key, "v").problem())
        .contains(
            "An endpoint has url, events, filter, format, signature, secret, private-key, payload, fields.keep, fields.drop, decimals, longs, max-size, batch.max-events, batch.max-size, batch.max-wait, description and headers.<Header>.");
  }

  @Test
  void ignoresWhatIsNotOurs() {
    Map<Object, Object> untyped = new HashMap<>();
    untyped.put(42, "number");
    untyped.put("hibernate.hookstone.batch.window", "soon");
    untyped.put("hookstoneish", "x");
    @SuppressWarnings("unchecked")
    Map<String, ?> persistence = (Map<String, ?>) (Map<?, ?>) untyped;
    SettingSources sources =
        SettingSources.of(
            persistence, new Properties(), Map.of("PATH", "/bin", "HOOKSTONES", "x"), null);
    assertThat(HookstoneSettings.read(sources).batch().maxSize()).isEqualTo(500);
  }

  @Test
  void ignoresKubernetesServiceLinks() {
    Configured configured =
        Configured.nothing()
            .environment("HOOKSTONE_SERVICE_HOST", "10.0.0.1")
            .environment("HOOKSTONE_DEMO_SERVICE_PORT_HTTP", "80")
            .environment("HOOKSTONE_PORT", "tcp://10.0.0.1:80")
            .environment("HOOKSTONE_PORT_80_TCP_ADDR", "10.0.0.1");
    assertThat(configured.read()).isNotNull();
    assertThat(configured.environment("HOOKSTONE_PORT", "80").problem()).startsWith("HKS0101");
  }

  @Test
  void unknownKeysAreProblemsOnce_evenWhenSeveralSourcesHaveThem() {
    assertThat(
            Configured.with("hookstone.foo", "1")
                .system("hookstone.foo", "2")
                .file("hookstone.foo", "3")
                .problem())
        .endsWith("(from persistence properties)");
  }
}
