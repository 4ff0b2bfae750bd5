package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test per code: key, offending value, rule with its bounds, source. */
class SettingProblemsTest {

  @Test
  void hks0101_unknownKey() {
    assertThat(Configured.with("hookstone.batch.windo", "1s").problem())
        .isEqualTo(
            "HKS0101: 'hookstone.batch.windo': expected a key that Hookstone knows. Did you mean"
                + " 'hookstone.batch.window'? (from persistence properties)");
  }

  @Test
  void hks0102_unsupportedType() {
    assertThat(Configured.with("hookstone.batch.max-size", Map.of("a", "b")).problem())
        .startsWith("HKS0102: 'hookstone.batch.max-size' is 'an object of java.util.")
        .contains("expected an integer from 1 to 10000");
  }

  @Test
  void hks0103_notADuration() {
    assertThat(Configured.with("hookstone.batch.window", "10 parsecs").problem())
        .isEqualTo(
            "HKS0103: 'hookstone.batch.window' is '10 parsecs': expected a duration such as 100ms,"
                + " 15s or 2h, from 1ms to 1h. (from persistence properties)");
  }

  @Test
  void hks0103_asksForAUnit_whenThereIsNone() {
    assertThat(Configured.with("hookstone.batch.window", 100).problem())
        .startsWith("HKS0103: 'hookstone.batch.window' is '100': ")
        .contains("Add a unit: ms, s, m, h or d.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "1.5", "0x10", "1_000", "5 000"})
  void hks0104_notAnInteger(String value) {
    assertThat(Configured.with("hookstone.batch.max-size", value).problem())
        .isEqualTo(
            "HKS0104: 'hookstone.batch.max-size' is '%s': expected an integer from 1 to 10000. (from persistence properties)"
                .formatted(value));
  }

  @Test
  void hks0104_refusesFractions_whenTyped() {
    assertThat(Configured.with("hookstone.batch.max-size", new BigDecimal("1.5")).problem())
        .startsWith("HKS0104: 'hookstone.batch.max-size' is '1.5': ");
  }

  @Test
  void hks0105_notABoolean() {
    assertThat(Configured.with("hookstone.delivery.allow-http", "ture").problem())
        .isEqualTo(
            "HKS0105: 'hookstone.delivery.allow-http' is 'ture': expected true or false. Did you"
                + " mean 'true'? (from persistence properties)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch.max-size | 0 | from 1 to 10000",
        "batch.max-size | 10001 | from 1 to 10000",
        "batch.max-size | 99999999999999999999 | from 1 to 10000",
        "batch.window | 0ms | from 1ms to 1h",
        "batch.window | 61m | from 1ms to 1h",
        "batch.window | PT-1S | from 1ms to 1h",
        "delivery.timeout | 99ms | from 100ms to 5m",
        "delivery.timeout | 301s | from 100ms to 5m",
        "delivery.max-in-flight | -1 | from 1 to 10000",
        "delivery.max-in-flight-per-endpoint | 0 | from 1 to 10000",
        "retry.schedule | 31d | from 1ms to 30d",
      })
  void hks0106_outOfRange(String key, String value, String bounds) {
    assertThat(Configured.with("hookstone." + key, value).problem())
        .startsWith("HKS0106: 'hookstone." + key + "' is '" + value + "': expected ")
        .contains(bounds);
  }

  @Test
  void hks0106_tooManyRetries() {
    String schedule = "1s" + ",1s".repeat(50);
    assertThat(Configured.with("hookstone.retry.schedule", schedule).problem())
        .startsWith("HKS0106: 'hookstone.retry.schedule' is '51 durations': ")
        .contains("at most 50");
  }

  @Test
  void hks0107_notOneOf() {
    assertThat(Configured.with("hookstone.schema-management", "craete").problem())
        .isEqualTo(
            "HKS0107: 'hookstone.schema-management' is 'craete': expected one of none, validate,"
                + " create. Did you mean 'create'? (from persistence properties)");
    assertThat(
            Configured.endpoint().persistence("hookstone.endpoint.erp.format", "github").problem())
        .startsWith(
            "HKS0107: 'hookstone.endpoint.erp.format' is 'github': expected one of standard, openboxes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entities.include", "entities.exclude", "properties.exclude"})
  void hks0108_blankEntry(String key) {
    assertThat(Configured.with("hookstone." + key, "Order,,User").problem())
        .startsWith("HKS0108: 'hookstone." + key + "' is 'Order,,User': expected no blank entry");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost | or a single address. Host names are not resolved here.",
        "10.0.0.0/33 | expected a prefix length from 0 to 32.",
        "fd00::/129 | expected a prefix length from 0 to 128.",
        "10.1.2.3/8 | The network is '10.0.0.0/8'.",
        "fd00::1/8 | The network is 'fd00::/8'.",
      })
  void hks0109_badNetwork(String value, String advice) {
    assertThat(Configured.with("hookstone.delivery.allowed-networks", "::1, " + value).problem())
        .startsWith("HKS0109: 'hookstone.delivery.allowed-networks' is '" + value + "': expected ")
        .contains(advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://erp.example/x | ftp://erp.example/... | https://",
        "https:///hooks | https:///... | ",
        "https://user:pw@erp.example/ | https://erp.example/ | Send credentials in a header",
        "https://erp.example/#part | https://erp.example/... | Remove the fragment.",
        "https://erp.example:70000 | https://erp.example:70000 | from 1 to 65535",
        "https://my_host/ | https://my_host/ | Add a host name",
        "erp.example/hooks | *** | Begin it with https://.",
        "not a url | *** | Percent-encode",
      })
  void hks0110_badUrl(String url, String shown, String advice) {
    assertThat(Configured.endpoint().persistence("hookstone.endpoint.erp.url", url).problem())
        .startsWith(
            "HKS0110: 'hookstone.endpoint.erp.url' is '"
                + shown
                + "': expected an absolute http or https URL with a host, without user info and"
                + " fragment, of at most 2048 characters.")
        .contains(advice == null ? "" : advice);
  }

  @Test
  void hks0110_tooLongAUrl() {
    String url = "https://erp.example/" + "a".repeat(2029);
    assertThat(Configured.endpoint().persistence("hookstone.endpoint.erp.url", url).problem())
        .startsWith("HKS0110: ")
        .contains("at most 2048 characters. It has 2049 characters.");
  }

  @Test
  void hks0111_httpNotAllowed() {
    Configured configured =
        Configured.endpoint().persistence("hookstone.endpoint.erp.url", "http://erp.example/x");
    assertThat(configured.problem())
        .isEqualTo(
            "HKS0111: 'hookstone.endpoint.erp.url' is 'http://erp.example/...': expected an https"
                + " URL. Use https, or set 'hookstone.delivery.allow-http' to true. (from"
                + " persistence properties)");
    configured.persistence("hookstone.delivery.allow-http", true);
    assertThat(configured.read().endpoints()).containsKey("erp");
  }

  @Test
  void hks0111_staysSilent_whenAllowHttpIsItselfWrong() {
    Configured configured =
        Configured.endpoint()
            .persistence("hookstone.endpoint.erp.url", "http://erp.example/x")
            .persistence("hookstone.delivery.allow-http", "yes");
    assertThat(configured.problem()).startsWith("HKS0105");
  }

  @ParameterizedTest
  @CsvSource({
    "table-prefix, Webhook_, 1 to 30",
    "table-prefix, a2345678901234567890123456789012, 1 to 30",
    "schema, my schema, 1 to 63",
    "catalog, 'x\"; drop table users', 1 to 63",
  })
  void hks0112_badIdentifier(String key, String value, String bound) {
    assertThat(Configured.with("hookstone." + key, value).problem())
        .startsWith("HKS0112: 'hookstone." + key + "' is '" + value + "': expected ")
        .contains(bound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com..Acme", "1com.Acme", "com.acme.Order Enricher", "com.acme."})
  void hks0113_badClassName(String value) {
    assertThat(Configured.with("hookstone.enrichers", "com.acme.Fine, " + value).problem())
        .startsWith("HKS0113: 'hookstone.enrichers' is '" + value + "': expected ")
        .contains("such as com.acme.OrderEnricher");
  }

  @Test
  void hks0114_badEndpointName() {
    Configured configured =
        Configured.with("hookstone.endpoint.My_Erp.url", "https://erp.example")
            .persistence("hookstone.endpoint.My_Erp.events", "*");
    assertThat(configured.problem())
        .startsWith("HKS0114: 'hookstone.endpoint.My_Erp.")
        .contains("is 'My_Erp': expected an endpoint name of 1 to 63")
        .contains("Did you mean 'my-erp'?");
  }

  @Test
  void hks0115_missingUrlAndEvents() {
    InvalidSettingsException refusal =
        Configured.with("hookstone.endpoint.erp.description", "The ERP").refusal();
    assertThat(refusal.problems())
        .extracting(SettingProblem::code, SettingProblem::key)
        .containsExactly(
            tuple("HKS0115", "hookstone.endpoint.erp.url"),
            tuple("HKS0115", "hookstone.endpoint.erp.events"));
    assertThat(refusal)
        .hasMessageContaining("is missing, expected an absolute http or https URL")
        .hasMessageContaining("Add it, or remove 'hookstone.endpoint.erp.description'.");
  }

  @ParameterizedTest
  @CsvSource({
    "Order.created, Did you mean 'order.created'?",
    "order, Did you mean 'order.*'?",
    "order.*.created, order.*",
    "*.*, order.*",
    "order-line.created, order.*",
    "order., order.*",
  })
  void hks0116_badEventPattern(String value, String advice) {
    assertThat(
            Configured.endpoint()
                .persistence("hookstone.endpoint.erp.events", "order.deleted," + value)
                .problem())
        .startsWith("HKS0116: 'hookstone.endpoint.erp.events' is '" + value + "': expected *, or")
        .contains(advice);
  }

  @Test
  void hks0116_refusesEndlessPatterns_withoutOverflowingTheStack() {
    assertThat(
            Configured.endpoint()
                .persistence("hookstone.endpoint.erp.events", "a" + ".a".repeat(50_000))
                .persistence("hookstone.enrichers", "a" + ".a".repeat(50_000))
                .refusal()
                .problems())
        .extracting(SettingProblem::code)
        .containsExactly("HKS0116", "HKS0113");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain-text",
        "plain text with spaces",
        "caf\u00e9-caf\u00e9-caf\u00e9",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
        "whsec_MfKQ9r8GKYqrTwjU",
        "whsec_!!!!9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "x!15-characters"
      })
  void hks0117_badSecret(String secret) {
    assertThat(Configured.endpoint().persistence("hookstone.endpoint.erp.secret", secret).problem())
        .startsWith(
            "HKS0117: 'hookstone.endpoint.erp.secret' is '***': expected whsec_ followed by 24 to"
                + " 64 bytes in standard base64, or, for openboxes and openfront, also 16 to 200"
                + " printable ASCII characters without spaces.")
        .doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "open-sesame-open-sesame"})
  void hks0117_badPrivateKey(String key) {
    assertThat(
            Configured.endpoint().persistence("hookstone.endpoint.erp.private-key", key).problem())
        .startsWith("HKS0117: 'hookstone.endpoint.erp.private-key' is '***': expected whsk_")
        .doesNotContain("sesame", "MfKQ");
  }

  @Test
  void hks0110_badSource() {
    assertThat(Configured.with("hookstone.cloudevents.source", "my shop").problem())
        .startsWith("HKS0110: 'hookstone.cloudevents.source' is 'my shop'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Type", "HOST", "webhook-id", "Connection", "X Foo", "X:Foo", ""})
  void hks0118_badHeaderName(String name) {
    assertThat(
            Configured.endpoint()
                .persistence("hookstone.endpoint.erp.headers." + name, "v4lue")
                .problem())
        .startsWith(
            "HKS0118: 'hookstone.endpoint.erp.headers." + name + "' is '" + name + "': expected a")
        .doesNotContain("v4lue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nInjected: b", "a\tb", "caf\u00e9", "a\u0000b"})
  void hks0119_badHeaderValue(String value) {
    assertThat(
            Configured.endpoint()
                .persistence("hookstone.endpoint.erp.headers.X-Foo", value)
                .problem())
        .startsWith(
            "HKS0119: 'hookstone.endpoint.erp.headers.X-Foo' is '***': expected 1 to 4096 printable"
                + " ASCII characters.")
        .doesNotContain(value);
  }

  @Test
  void hks0120_conflictingLimits() {
    assertThat(
            Configured.with("hookstone.delivery.max-in-flight", 8)
                .persistence("hookstone.delivery.max-in-flight-per-endpoint", 9L)
                .problem())
        .isEqualTo(
            "HKS0120: 'hookstone.delivery.max-in-flight-per-endpoint' is '9': expected at most 8,"
                + " the value of 'hookstone.delivery.max-in-flight'. Lower it, or raise"
                + " 'hookstone.delivery.max-in-flight'. (from persistence properties)");
  }

  @Test
  void hks0120_staysSilent_whenOnlyTheDefaultIsTooHigh() {
    assertThat(
            Configured.with("hookstone.delivery.max-in-flight", 8)
                .read()
                .delivery()
                .maxInFlightPerEndpoint())
        .isEqualTo(8);
  }

  @Test
  void hks0121_tooLong() {
    assertThat(
            Configured.endpoint()
                .persistence("hookstone.endpoint.erp.description", "d".repeat(1001))
                .problem())
        .startsWith("HKS0121: 'hookstone.endpoint.erp.description' is '" + "d".repeat(80) + "...'")
        .contains("expected a text of at most 1000 characters. It has 1001 characters.");
  }

  @Test
  void hks0122_notAnObject() {
    assertThat(Configured.with("hookstone.vertx", "io.vertx.core.Vertx").problem())
        .startsWith(
            "HKS0122: 'hookstone.vertx' is 'io.vertx.core.Vertx': expected an io.vertx.core.Vertx"
                + " object. Pass the object itself");
  }

  @Test
  void hks0123_duplicateHeader() {
    assertThat(
            Configured.endpoint()
                .persistence("hookstone.endpoint.erp.headers.X-Foo", "one")
                .persistence("hookstone.endpoint.erp.headers.x-foo", "two")
                .problem())
        .startsWith(
            "HKS0123: 'hookstone.endpoint.erp.headers.x-foo' is '***': expected each header once,"
                + " whatever its case.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!Order", "Order/Line", "[a-z]*", "Order Line"})
  void hks0124_badGlob(String value) {
    assertThat(Configured.with("hookstone.entities.exclude", value).problem())
        .startsWith("HKS0124: 'hookstone.entities.exclude' is '" + value + "': expected a glob");
  }

  @Test
  void listsEveryProblemAtOnce() {
    InvalidSettingsException refusal =
        Configured.with("hookstone.batch.window", "soon")
            .persistence("hookstone.enabled", "ture")
            .system("hookstone.batch.max-size", "0")
            .environment("HOOKSTONE_TABLE_PREFIX", "9x")
            .file("hookstone.delivery.allowed-networks", "localhost, 10.0.0.1/8")
            .file("hookstone.endpoint.erp.url", "gopher://erp.example")
            .file("hookstone.nonsense", "x")
            .refusal();
    assertThat(refusal.problems())
        .extracting(SettingProblem::code)
        .containsExactly(
            "HKS0105", "HKS0103", "HKS0106", "HKS0109", "HKS0109", "HKS0110", "HKS0115", "HKS0112",
            "HKS0101");
    assertThat(refusal.getMessage())
        .startsWith("Hookstone cannot start, 9 problems with its settings:\n")
        .hasLineCount(10)
        .contains("(from persistence properties)")
        .contains("(from system properties)")
        .contains("(from environment variable HOOKSTONE_TABLE_PREFIX)")
        .contains("(from hookstone.properties)");
    assertThat(String.valueOf(refusal.getMessage()).lines().skip(1))
        .allMatch(line -> line.matches("  HKS01\\d\\d: .*"));
  }

  @Test
  void everyCodeIsUniqueAndInRange() {
    List<String> codes = new ArrayList<>();
    for (ProblemCode code : ProblemCode.values()) {
      codes.add(code.text());
    }
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("HKS01(?!00)\\d\\d"));
  }

  @ParameterizedTest
  @CsvSource({
    "max-size, 1023B, from 1KiB to 64MiB",
    "batch.max-size, 65MiB, from 1KiB to 64MiB",
    "batch.max-size, 999999999999MiB, from 1KiB to 64MiB",
    "batch.max-events, 0, from 1 to 1000",
    "batch.max-events, 1001, from 1 to 1000",
    "batch.max-wait, 10001ms, from 0ms to 10s",
  })
  void hks0106_outOfRange_ofAnEndpoint(String attribute, String value, String bounds) {
    String key = "hookstone.endpoint.erp." + attribute;
    assertThat(Configured.endpoint().persistence(key, value).problem())
        .startsWith("HKS0106: '" + key + "' is '" + value + "': expected ")
        .contains(bounds);
  }

  @ParameterizedTest
  @CsvSource({"payload, thinn, thin", "decimals, text, ", "longs, strings, string"})
  void hks0107_notOneOf_ofAnEndpoint(String attribute, String value, String meant) {
    String key = "hookstone.endpoint.erp." + attribute;
    assertThat(Configured.endpoint().persistence(key, value).problem())
        .startsWith("HKS0107: '" + key + "' is '" + value + "': expected one of ")
        .contains(meant == null ? "number, string" : "Did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1048576", "1MB", "1 MiB", "-1KiB", "1.5MiB", "much"})
  void hks0130_notASize(String value) {
    assertThat(
            Configured.endpoint().persistence("hookstone.endpoint.erp.max-size", value).problem())
        .isEqualTo(
            "HKS0130: 'hookstone.endpoint.erp.max-size' is '%s': expected a size such as 64KiB or 1MiB, from 1KiB to 64MiB. The units are B, KiB and MiB. (from persistence properties)"
                .formatted(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "a.", "a..b"})
  void hks0131_noFieldPath(String value) {
    for (String which : List.of("keep", "drop")) {
      String key = "hookstone.endpoint.erp.fields." + which;
      assertThat(Configured.endpoint().persistence(key, "status," + value).problem())
          .startsWith("HKS0131: '" + key + "' is '" + value + "': expected a comma separated");
    }
  }
}
