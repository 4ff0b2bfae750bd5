package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HookstoneSettingsTest {

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    HookstoneSettings settings = HookstoneSettings.defaults();
    assertThat(settings.batch())
        .isEqualTo(new HookstoneSettings.Batch(Duration.ofMillis(100), 500));
    assertThat(settings.retry().schedule())
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    assertThat(settings.delivery())
        .isEqualTo(
            new HookstoneSettings.Delivery(Duration.ofSeconds(15), 256, 16, false, List.of()));
    assertThat(settings.tables())
        .isEqualTo(new HookstoneSettings.Tables("webhook_", null, null, SchemaManagement.NONE));
    assertThat(settings.endpoints()).isEmpty();
    assertThat(settings.enrichers()).isEmpty();
    assertThat(settings.vertx()).isEmpty();
    assertThat(settings.capture().includesEntity("com.acme.Order")).isTrue();
  }

  @Test
  void enabled_looksAtNothingElse_whenFalseOrUnset() {
    Configured wrong = Configured.with("hookstone.batch.window", "soon");
    assertThat(HookstoneSettings.enabled(wrong.sources())).isFalse();
    assertThat(HookstoneSettings.enabled(wrong.persistence("hookstone.enabled", false).sources()))
        .isFalse();
    assertThat(
            HookstoneSettings.enabled(wrong.persistence("hookstone.enabled", " TRUE ").sources()))
        .isTrue();
  }

  @Test
  void enabled_refusesWhatIsNoBoolean() {
    SettingSources sources = Configured.with("hookstone.enabled", "ture").sources();
    assertThatThrownBy(() -> HookstoneSettings.enabled(sources))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("HKS0105: 'hookstone.enabled' is 'ture'");
  }

  @Test
  void typedValuesAreAsGoodAsText() {
    Object vertx = new Object();
    HookstoneSettings settings =
        Configured.with("hookstone.batch.window", Duration.ofSeconds(2))
            .persistence("hookstone.batch.max-size", 7L)
            .persistence("hookstone.delivery.allow-http", true)
            .persistence("hookstone.entities.include", List.of("Order", "User"))
            .persistence("hookstone.retry.schedule", List.of(Duration.ofSeconds(1), "2s"))
            .persistence("hookstone.enrichers", List.of(String.class))
            .persistence("hookstone.schema-management", SchemaManagement.CREATE)
            .persistence("hookstone.vertx", vertx)
            .read();
    assertThat(settings.batch()).isEqualTo(new HookstoneSettings.Batch(Duration.ofSeconds(2), 7));
    assertThat(settings.delivery().allowHttp()).isTrue();
    assertThat(settings.capture().includedEntities())
        .containsExactly(new Glob("Order", false), new Glob("User", false));
    assertThat(settings.retry().schedule())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(settings.enrichers()).containsExactly("java.lang.String");
    assertThat(settings.tables().management()).isEqualTo(SchemaManagement.CREATE);
    assertThat(settings.vertx()).containsSame(vertx);
  }

  @Test
  void retryScheduleMayBeEmpty() {
    assertThat(Configured.with("hookstone.retry.schedule", "none").read().retry().schedule())
        .isEmpty();
  }

  @Test
  void readsTables() {
    HookstoneSettings.Tables tables =
        Configured.with("hookstone.table-prefix", "hooks_")
            .persistence("hookstone.schema", "Audit$1")
            .persistence("hookstone.catalog", "main")
            .persistence("hookstone.schema-management", "Validate")
            .read()
            .tables();
    assertThat(tables)
        .isEqualTo(
            new HookstoneSettings.Tables("hooks_", "Audit$1", "main", SchemaManagement.VALIDATE));
  }

  @Test
  void readsDeclaredEndpoints_inTheOrderOfNames() {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    Map<String, DeclaredEndpoint> endpoints =
        Configured.endpoint()
            .persistence("hookstone.endpoint.erp.secret", secret)
            .persistence("hookstone.endpoint.erp.description", "The ERP, in Ulm")
            .persistence("hookstone.endpoint.erp.headers.X-Tenant", "7")
            .persistence("hookstone.endpoint.crm-2.url", "HTTPS://crm.example:8443/a?b=c")
            .persistence("hookstone.endpoint.crm-2.events", "*, *.deleted ,stockMovement.shipped")
            .read()
            .endpoints();
    assertThat(endpoints.keySet()).containsExactly("crm-2", "erp");
    DeclaredEndpoint erp = Objects.requireNonNull(endpoints.get("erp"));
    assertThat(erp.url()).hasToString("https://erp.example/hooks");
    assertThat(erp.events()).containsExactly("order.*");
    assertThat(erp.wire().secret()).isEqualTo(secret);
    assertThat(erp.wire().format()).isEqualTo("standard");
    assertThat(erp.description()).isEqualTo("The ERP, in Ulm");
    assertThat(erp.headers()).containsEntry("x-tenant", "7");
    DeclaredEndpoint crm = Objects.requireNonNull(endpoints.get("crm-2"));
    assertThat(crm.events()).containsExactly("*", "*.deleted", "stockMovement.shipped");
    assertThat(crm.wire().secret()).isNull();
  }

  @Test
  void readsHowAnEndpointSigns_alsoFromTheEnvironment() {
    String key = "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
    Configured configured =
        Configured.endpoint()
            .environment("HOOKSTONE_ENDPOINT_ERP_PRIVATE_KEY", key)
            .environment("HOOKSTONE_ENDPOINT_ERP_SIGNATURE", "both")
            .environment("HOOKSTONE_ENDPOINT_ERP_FORMAT", "cloudevents");
    DeclaredEndpoint erp = Objects.requireNonNull(configured.read().endpoints().get("erp"));
    assertThat(erp.wire().privateKey()).isEqualTo(key);
    assertThat(erp.wire().signature()).isEqualTo(DeclaredSignature.BOTH);
    assertThat(erp.wire().format()).isEqualTo("cloudevents");
    assertThat(erp.toString()).doesNotContain(key);
    assertThat(configured.read().toString()).doesNotContain(key);
    assertThat(HookstoneSettings.defaults().retry().given()).isFalse();
    assertThat(Configured.with("hookstone.retry.schedule", "5s").read().retry().given()).isTrue();
  }

  @Test
  void readsTheShapeOfAnEndpoint_alsoFromTheEnvironment() {
    var plain = Configured.endpoint().read().endpoints().values().iterator().next();
    assertThat(plain.wire().shape())
        .isEqualTo(
            new DeclaredShape(
                DeclaredShape.Payload.FULL,
                List.of(),
                List.of(),
                DeclaredShape.Numbers.NUMBER,
                DeclaredShape.Numbers.NUMBER,
                1 << 20,
                new DeclaredShape.Batch(1, 1 << 20, Duration.ofSeconds(1))));

    var shaped =
        Configured.endpoint()
            .persistence("hookstone.endpoint.erp.payload", "thin")
            .persistence("hookstone.endpoint.erp.fields.keep", "status, lines.product.sku")
            .environment("HOOKSTONE_ENDPOINT_ERP_FIELDS_DROP", "customer")
            .system("hookstone.endpoint.erp.decimals", "String")
            .environment("HOOKSTONE_ENDPOINT_ERP_LONGS", "string")
            .environment("HOOKSTONE_ENDPOINT_ERP_MAX_SIZE", "64kib")
            .environment("HOOKSTONE_ENDPOINT_ERP_BATCH_MAX_EVENTS", "100")
            .environment("HOOKSTONE_ENDPOINT_ERP_BATCH_MAX_SIZE", "2MiB")
            .file("hookstone.endpoint.erp.batch.max-wait", "0ms")
            .read()
            .endpoints();
    assertThat(shaped).containsOnlyKeys("erp");
    assertThat(shaped.values().iterator().next().wire().shape())
        .isEqualTo(
            new DeclaredShape(
                DeclaredShape.Payload.THIN,
                List.of("status", "lines.product.sku"),
                List.of("customer"),
                DeclaredShape.Numbers.STRING,
                DeclaredShape.Numbers.STRING,
                64 << 10,
                new DeclaredShape.Batch(100, 2 << 20, Duration.ZERO)));
  }

  @Test
  void propertyGlobs_areAddedToTheDefaults() {
    HookstoneSettings.Capture capture =
        Configured.with("hookstone.properties.exclude", "Order.note, *internal*").read().capture();
    assertThat(capture.excludesProperty("Order", "NOTE")).isTrue();
    assertThat(capture.excludesProperty("com.acme.Order", "note")).isTrue();
    assertThat(capture.excludesProperty("User", "note")).isFalse();
    assertThat(capture.excludesProperty("User", "someInternalThing")).isTrue();
    assertThat(capture.excludesProperty("User", "passwordHash")).isTrue();
  }

  @Test
  void propertyGlobs_replaceTheDefaults_whenToldSo() {
    HookstoneSettings.Capture capture =
        Configured.with("hookstone.properties.exclude", "note, !defaults").read().capture();
    assertThat(capture.excludedProperties()).containsExactly(new Glob("note", true));
    assertThat(
            Configured.with("hookstone.properties.exclude", "!defaults")
                .read()
                .capture()
                .excludedProperties())
        .isEmpty();
  }

  @Test
  void defaultPropertyGlobs_catchSecretsAndSpareTheRest() {
    HookstoneSettings.Capture capture = HookstoneSettings.defaults().capture();
    for (String property :
        List.of(
            "password",
            "passwordHash",
            "userPasswd",
            "pass_phrase_secret",
            "apiKey",
            "api_key",
            "accessToken",
            "privateKey",
            "credentials",
            "cvv2",
            "cvc",
            "salt",
            "pinCode",
            "PIN",
            "login.secretAnswer")) {
      assertThat(capture.excludesProperty("User", property)).as(property).isTrue();
    }
    for (String property : List.of("name", "shipping", "opinion", "key", "compass", "authorName")) {
      assertThat(capture.excludesProperty("Token", property)).as(property).isFalse();
    }
  }

  @Test
  void entityGlobs_fitTheFullAndTheShortName() {
    HookstoneSettings.Capture capture =
        Configured.with("hookstone.entities.include", "Order*,com.acme.hr.*")
            .persistence("hookstone.entities.exclude", "OrderDraft")
            .read()
            .capture();
    assertThat(capture.includesEntity("Order")).isTrue();
    assertThat(capture.includesEntity("com.acme.OrderLine")).isTrue();
    assertThat(capture.includesEntity("com.acme.hr.Person")).isTrue();
    assertThat(capture.includesEntity("com.acme.OrderDraft")).isFalse();
    assertThat(capture.includesEntity("order")).isFalse();
  }

  @Test
  void sourcesWithoutAFileAreFine() {
    assertThat(
            HookstoneSettings.enabled(
                SettingSources.of(
                    Map.of("hookstone.enabled", true), new Properties(), Map.of(), null)))
        .isTrue();
  }
}
