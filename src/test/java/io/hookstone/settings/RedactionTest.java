package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants a secret wherever one could be and searches everything that people get to see. */
class RedactionTest {
  private static final String PLANTED = "pl4ntedS3cret";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hookstone.endpoint.erp.secret",
        "hookstone.endpoint.erp.secrett",
        "hookstone.endpoint.ERP.secret",
        "hookstone.endpoint.erp.headers.Host",
        "hookstone.endpoint.erp.headers.X Foo",
        "hookstone.secrets.encryption-key",
        "hookstone.admin.tokn",
        "hookstone.enpoint.erp.headers.Authorization",
      })
  void noProblemShowsTheValueOfASecretKey(String key) {
    assertThatNothingShows(Configured.with(key, PLANTED + "\u0007").refusal());
    assertThatNothingShows(Configured.nothing().file(key, PLANTED + "\u0007").refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:pl4ntedS3cret@erp.example/",
        "https://user:p/pl4ntedS3cret@erp.example/",
        "https://pl4ntedS3cret@erp.example/",
        "http://erp.example/?token=pl4ntedS3cret",
        "http://erp.example/services/pl4ntedS3cret",
        "https://erp.example/#pl4ntedS3cret",
        "https://pl4nted S3cret pl4ntedS3cret/",
        "ftp:pl4ntedS3cret",
        "whsec_pl4ntedS3cret",
        "pl4ntedS3cret",
      })
  void noProblemShowsMoreOfAUrlThanItsHost(String url) {
    assertThatNothingShows(
        Configured.endpoint().persistence("hookstone.endpoint.erp.url", url).refusal());
  }

  @Test
  void noProblemShowsASecretThatStandsInTheWrongPlace() {
    assertThatNothingShows(
        Configured.endpoint()
            .persistence("hookstone.endpoint.erp.events", "whsec_" + PLANTED)
            .persistence("hookstone.batch.window", "https://u:" + PLANTED + "@x.example")
            .environment("HOOKSTONE_ENDPOINT_ERP_SECRT", PLANTED)
            .refusal());
  }

  @Test
  void noObjectIsAskedForItsText() {
    Object telling =
        new Object() {
          @Override
          public String toString() {
            return PLANTED;
          }
        };
    assertThatNothingShows(Configured.with("hookstone.schema", telling).refusal());
    assertThatNothingShows(Configured.with("hookstone.schema", List.of(telling)).refusal());
  }

  @Test
  void toStringShowsNoSecret() {
    Configured configured =
        Configured.endpoint()
            .persistence("hookstone.endpoint.erp.url", "https://erp.example/" + PLANTED + "?k=v")
            .persistence("hookstone.endpoint.erp.secret", "whsec_" + PLANTED + "A".repeat(19))
            .persistence("hookstone.endpoint.erp.headers.Authorization", "Bearer " + PLANTED);
    HookstoneSettings settings = configured.read();
    DeclaredEndpoint endpoint = Objects.requireNonNull(settings.endpoints().get("erp"));
    assertThat(endpoint.wire().secret()).contains(PLANTED);
    assertThat(endpoint)
        .hasToString(
            "DeclaredEndpoint[name=erp, url=https://erp.example/..., events=[order.*], secret=***,"
                + " format=standard, headers=[Authorization]]");
    assertThat(settings.toString()).doesNotContain(PLANTED);
    assertThat(configured.sources().toString()).doesNotContain(PLANTED);
    assertThat(configured.sources().all().toString()).doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @CsvSource({
    "https://erp.example, https://erp.example",
    "https://erp.example:8443/, https://erp.example:8443/",
    "https://a:b@erp.example/x?y, https://erp.example/...",
    "https://[::1]:80/x, https://[::1]:80/...",
    "https://exa mple/x, https://***",
    "mailto:a@b, ***",
  })
  void showsWhereAUrlGoes(String url, String shown) {
    assertThat(Redaction.url(url)).isEqualTo(shown);
  }

  @Test
  void printableTextStaysOnOneLine() {
    assertThat(Configured.with("hookstone.batch.window", "1\n2026 ERROR forged").problem())
        .contains("'1?2026 ERROR forged'");
    assertThat(Configured.nothing().file("hookstone.a\nb", "x").problem())
        .contains("'hookstone.a?b'");
  }

  private static void assertThatNothingShows(InvalidSettingsException refusal) {
    assertThat(refusal.getMessage()).doesNotContain(PLANTED);
    assertThat(refusal.toString()).doesNotContain(PLANTED);
    assertThat(refusal.problems().toString()).doesNotContain(PLANTED);
    assertThat(refusal.getCause()).isNull();
  }
}
